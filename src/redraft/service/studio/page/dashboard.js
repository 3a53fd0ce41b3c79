/**
 * What the service does, live from `/v1/stats`: charts that can be hovered and zoomed, each with its
 * table. The charts are drawn by plotly, from the package that is installed, on this page alone.
 */

import * as api from './api.js';
import { h, fill } from './dom.js';
import * as charts from './charts.js';

const EVERY_MS = 3000;
const SPANS = [[60, 'the last hour'], [15, 'the last 15 minutes'], [5, 'the last 5 minutes']];
const ROWS_MAX = 10;

export async function mount(root, app, signal) {
  const { state } = app;
  let told = await api.stats();
  const plotly = await charts.load().catch(() => null);
  let span = SPANS[0][0];
  const numbers = h('dl.numbers');
  const grid = h('div.charts');
  const since = h('p.soft');
  const pick = h('select', { id: 'span', onchange: ({ target }) => { span = Number(target.value); show(); } }, SPANS.map(([minutes, name]) => h('option', { value: minutes }, name)));
  root.className = 'dashboard';
  fill(root, h('div.heading', {}, h('h1', {}, 'Dashboard'), since, h('label.span', { for: 'span' }, 'Over time: ', pick)), numbers, grid);
  const cards = CARDS.map((card) => ({ ...card, ...shell(card) }));
  fill(grid, cards.map((one) => one.element));

  function show() {
    since.textContent = `Since ${new Date(told.since).toLocaleString()}, ${told.workers === 1 ? 'one process' : `${told.workers} processes`}${told.unheard ? `, ${told.unheard} not heard` : ''}`;
    fill(numbers, facts(told).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
    for (const one of cards) draw(one);
    root.dataset.edits = told.edits.total;
  }

  function draw({ rows, columns, chart, picture, table, why, empty }) {
    const found = rows(told, span);
    const none = !found?.length;
    why.hidden = !none;
    why.textContent = found === null ? 'Told to an admin alone, and where words are kept.' : empty;
    picture.hidden = none || !plotly;
    table.hidden = none;
    if (none) return;
    fill(table.lastChild, h('table', {}, h('thead', {}, h('tr', {}, columns.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, [...found].reverse().slice(0, 400).reverse().map((row) => h('tr', {}, row.map((cell, k) => h(k ? 'td' : 'th', k ? {} : { scope: 'row' }, shown(cell))))))));
    if (plotly) charts.draw(plotly, picture, { ...chart(found), span, ...range(told, span) });
  }

  const timer = setInterval(async () => {
    if (document.hidden) return;
    try {
      told = await api.stats(signal);
      state.set({ connection: 'open' });
      show();
    } catch (error) {
      if (error instanceof api.Unreachable) state.set({ connection: 'closed' });
      else if (error.name !== 'AbortError') state.set({ problem: error });
    }
  }, EVERY_MS);
  const redraw = new MutationObserver(show);
  redraw.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show, { signal });
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    redraw.disconnect();
  });
  show();
}

function shell({ title, wide }) {
  const picture = h('div.plot', { role: 'group', 'aria-label': `${title}, chart; the figures are in the table` });
  const table = h('details', {}, h('summary', {}, `${title} as a table`), h('div.table', { tabindex: '0', role: 'group', 'aria-label': `${title}, table` }));
  const why = h('p.soft.why', {});
  return { picture, table, why, element: h(`section.chart${wide ? '.wide' : ''}`, { 'aria-label': title }, h('h2', {}, title), why, picture, table) };
}

function facts(told) {
  const whole = told.stages.find((one) => one.name === 'total');
  const share = ({ rate }) => (rate === null || rate === undefined ? 'none yet' : percent(rate));
  const plans = told.caches.find((one) => one.name === 'plans');
  return [
    ['Commands', count(told.edits.total)],
    ['Applied', told.edits.total ? percent(told.edits.applied / told.edits.total) : 'none yet'],
    ['Median', whole?.count ? ms(whole.p50_us) : 'none yet'],
    ['p95', whole?.count ? ms(whole.p95_us) : 'none yet'],
    ['p99', whole?.count ? ms(whole.p99_us) : 'none yet'],
    ['Plans cached', plans ? share(plans) : 'none yet'],
    ['Recovered', share(told.recovery)],
  ];
}

const percent = (share) => `${Math.round(share * 100)} %`;
const count = (n) => n.toLocaleString('en');
const ms = (us) => `${(us / 1000).toLocaleString('en', { maximumSignificantDigits: 3 })} ms`;
const shown = (cell) => (cell instanceof Date ? cell.toLocaleTimeString() : typeof cell === 'number' ? cell.toLocaleString('en', { maximumFractionDigits: 2 }) : cell);
const recent = ({ throughput, at }, minutes) => throughput.filter((one) => new Date(at) - new Date(one.at) <= minutes * 60_000);
/** The time that is drawn: no more of it than the service is there, and a minute at least. */
function range({ at, since }, minutes) {
  const until = new Date(at);
  return { until, from: new Date(Math.min(Math.max(until - minutes * 60_000, new Date(since)), until - 60_000)) };
}
const byCount = (given) => Object.entries(given).sort((a, b) => b[1] - a[1]).slice(0, ROWS_MAX);
const often = (given) => given && given.slice(0, ROWS_MAX).map((one) => [one.text, one.count]);
const column = (rows, k) => rows.map((row) => row[k]);

/** A bar a name, the longest at the top. */
const ranked = (rows) => ({ kind: 'ranked', series: [{ name: 'count', x: column(rows, 1), y: column(rows, 0) }] });

const CARDS = [
  {
    title: 'Throughput', wide: true, empty: 'Nothing was asked in this time.', columns: ['Time', 'Requests', 'Commands', 'Applied'],
    rows: (told, span) => recent(told, span).map((one) => [new Date(one.at), one.requests, one.edits, one.applied]),
    chart: (rows) => ({ kind: 'time', unit: '', series: ['requests', 'commands', 'applied'].map((name, k) => ({ name, x: column(rows, 0), y: column(rows, k + 1) })) }),
  },
  {
    title: 'Time of a command', wide: true, empty: 'No command in this time.', columns: ['Time', 'p50, ms', 'p95, ms', 'p99, ms'],
    rows: (told, span) => recent(told, span).filter((one) => one.edits).map((one) => [new Date(one.at), one.p50_us / 1000, one.p95_us / 1000, one.p99_us / 1000]),
    chart: (rows) => ({ kind: 'time', unit: ' ms', series: ['p50', 'p95', 'p99'].map((name, k) => ({ name, x: column(rows, 0), y: column(rows, k + 1) })) }),
  },
  {
    title: 'Time by stage', empty: 'No command yet.', columns: ['Stage', 'p50, ms', 'p95, ms', 'p99, ms', 'Count'],
    rows: (told) => told.stages.filter((one) => one.count).map((one) => [one.name, one.p50_us / 1000, one.p95_us / 1000, one.p99_us / 1000, one.count]),
    chart: (rows) => ({ kind: 'grouped', unit: ' ms', series: ['p50', 'p95', 'p99'].map((name, k) => ({ name, x: column(rows, 0), y: column(rows, k + 1) })) }),
  },
  {
    title: 'Caches', empty: 'Nothing was looked up yet.', columns: ['Cache', 'Hits', 'Misses', 'Hits, %'],
    rows: (told) => told.caches.filter((one) => one.hits + one.misses).map((one) => [one.name, one.hits, one.misses, 100 * one.rate]),
    chart: (rows) => ({ kind: 'stacked', unit: '', series: ['hits', 'misses'].map((name, k) => ({ name, x: column(rows, 0), y: column(rows, k + 1) })) }),
  },
  {
    title: 'How commands ended', empty: 'No command yet.', columns: ['Status', 'Count'],
    rows: (told) => byCount(told.edits.by_status), chart: ranked,
  },
  {
    title: 'Recovery', empty: 'Nothing had to be put right.', columns: ['Way', 'Count'],
    rows: ({ recovery: one }) => (one.faults ? [['not recovered', Math.max(one.faults - one.recovered, 0)], ['by a suggestion', one.by_suggestion], ['by a correction', one.by_correction]] : []), chart: ranked,
  },
  {
    title: 'Commands that fail most often', empty: 'None failed.', columns: ['Command', 'Count'],
    rows: (told) => often(told.commands), chart: ranked,
  },
  {
    title: 'Words that are not known', empty: 'All words were known.', columns: ['Word', 'Count'],
    rows: (told) => often(told.words), chart: ranked,
  },
];
