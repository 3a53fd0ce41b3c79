/**
 * One sentence for several screens: shown on each before it is done, done on all that take it or on
 * none, and told in a report. What it would do is asked as one batch, of the revisions that are
 * shown; each screen is then edited at that revision, or not at all.
 */

import * as api from './api.js';
import { h, fill, icon } from './dom.js';
import * as files from './files.js';
import { newest } from './opening.js';

const LISTED_MAX = 60;
const LINES_MAX = 8;
const KEPT = 'redraft.batch';

export async function mount(root, app, signal) {
  const { state } = app;
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || '{}');
  let chosen = new Set(kept.chosen || []);
  /** What each chosen screen is, and what would become of it: by id. */
  const screens = new Map();
  let tried = null;
  let turn = 0;

  const field = h('input', { id: 'sentence', type: 'text', autocomplete: 'off', spellcheck: 'false', placeholder: 'One sentence for all of them', value: kept.command || '' });
  const whole = h('input', { id: 'whole', type: 'checkbox', checked: kept.whole ?? true });
  const trying = h('button', { type: 'submit' }, 'Show what it would do');
  const apply = h('button.primary', { id: 'apply-all', type: 'button', onclick: doAll }, 'Apply');
  const bar = h('progress', { max: 1, value: 0, hidden: true, 'aria-label': 'Progress' });
  const told = h('p.told', { role: 'status', 'aria-live': 'polite' });
  const list = h('ul.pick');
  const cards = h('div.cards');
  const report = h('section.report', { 'aria-label': 'Report', hidden: true });
  const onsubmit = (event) => {
    event.preventDefault();
    attempt();
  };
  root.className = 'batch';
  fill(root,
    h('div.heading', {}, h('h1', {}, 'Batch'), h('p.soft', {}, 'One sentence for several screens. Drop files anywhere to add them.')),
    h('div.layout', {},
      h('section.picking', { 'aria-label': 'Screens' }, h('h2', {}, 'Screens'), h('div.choosing', {}, files.choosing('Add files', add, { many: true })), list),
      h('div.doing', {},
        h('form', { onsubmit }, h('label.unseen', { for: 'sentence' }, 'Sentence'), field, trying, apply, h('label.whole', { for: 'whole' }, whole, 'all or nothing')),
        bar, told, report, cards)));

  const keep = () => sessionStorage.setItem(KEPT, JSON.stringify({ chosen: [...chosen], command: field.value, whole: whole.checked }));
  const fail = (problem) => state.set(problem instanceof api.Unreachable ? { connection: 'closed' } : { problem });

  async function relist() {
    const documents = (await newest()).slice(0, LISTED_MAX);
    const there = new Set(documents.map((one) => one.id));
    chosen = new Set([...chosen].filter((id) => there.has(id)));
    fill(list, documents.map((one) => h('li', {}, h('label', {}, h('input', {
      type: 'checkbox', checked: chosen.has(one.id), data: { id: one.id },
      onchange: ({ target }) => {
        if (target.checked) chosen.add(one.id);
        else chosen.delete(one.id);
        show().catch(fail);
      },
    }), h('span', {}, one.name || 'Untitled'), h('span.soft', {}, `revision ${one.revision}`)))));
    await show();
  }

  async function add(given) {
    for (const file of given) {
      try {
        chosen.add(await files.stored(file));
      } catch (problem) {
        fail(problem);
      }
    }
    await relist().catch(fail);
  }

  /** The chosen screens as they are; what was tried before is old. */
  async function show() {
    keep();
    settle(null);
    const mine = ++turn;
    const scenes = await Promise.all([...chosen].map((id) => api.scene(id)));
    if (mine !== turn) return;
    screens.clear();
    for (const scene of scenes) screens.set(scene.document.id, { scene });
    fill(cards, [...screens.values()].map(card));
    told.textContent = screens.size ? `${screens.size} ${screens.size === 1 ? 'screen' : 'screens'}` : 'Choose the screens that are meant.';
  }

  function settle(result) {
    tried = result;
    const can = Boolean(tried) && tried.applied > 0 && (!whole.checked || tried.applied === screens.size);
    apply.setAttribute('aria-disabled', String(!can));
  }

  /** Ask what the sentence would do to each, one line after another as they come. */
  async function attempt() {
    const command = field.value.trim();
    if (!command || !screens.size) {
      told.textContent = screens.size ? 'Say what should change.' : 'Choose the screens that are meant.';
      return;
    }
    keep();
    settle(null);
    report.hidden = true;
    const mine = ++turn;
    const all = [...screens.entries()];
    try {
      const texts = await Promise.all(all.map(([id, { scene }]) => api.blueprintText(id, scene.revision)));
      progress(0, all.length);
      let count = 0;
      let applied = 0;
      for await (const outcome of api.batch(texts, all.map(([id]) => id), command, whole.checked ? 'batch' : 'none', signal)) {
        if (mine !== turn) return;
        const [id, screen] = all[outcome.job - 1];
        // of an atomic batch each is told what would become of it, and why it is taken back
        const would = outcome.status === 'success' || outcome.status === 'partial';
        const preview = would ? await api.preview(id, { command, selection: [], previous: [] }, signal) : null;
        screens.set(id, { ...screen, outcome, preview });
        applied += would ? 1 : 0;
        progress((count += 1), all.length);
        cards.querySelector(`[data-id="${id}"]`)?.replaceWith(card(screens.get(id)));
      }
      settle({ command, applied });
      const rest = all.length - applied;
      told.textContent = !rest ? `It can be done on all ${all.length}.` : whole.checked ? `It can be done on ${applied} of ${all.length}; all or nothing, so nothing would be done.` : `It can be done on ${applied} of ${all.length}; the others stay as they are.`;
      root.dataset.tried = command;
    } catch (error) {
      if (error.name !== 'AbortError') fail(error);
    } finally {
      bar.hidden = true;
    }
  }

  function progress(done, of) {
    bar.hidden = false;
    bar.max = of;
    bar.value = done;
    told.textContent = `${done} of ${of}`;
  }

  /** Do it on all that take it; where it is all or nothing and one does not, take the others back. */
  async function doAll() {
    if (apply.getAttribute('aria-disabled') === 'true' || !tried) return;
    const { command } = tried;
    settle(null);
    const meant = [...screens.entries()].filter(([, { preview }]) => preview);
    const done = [];
    let failed = null;
    for (const [id, screen] of meant) {
      progress(done.length, meant.length);
      try {
        const result = await api.edit(id, { command, selection: [], previous: [] }, screen.scene.revision);
        if (!result.patch.length) throw new Error((result.diagnostics || []).map((one) => one.message)[0] || 'nothing changed');
        done.push({ id, revision: screen.scene.revision + 1 });
        screens.set(id, { ...screen, became: 'done' });
      } catch (error) {
        failed = error;
        screens.set(id, { ...screen, became: 'not done', why: error.status === 412 ? 'somebody changed it meanwhile' : error.message });
        if (whole.checked) break;
      }
    }
    if (failed && whole.checked) await takeBack(done, failed);
    bar.hidden = true;
    conclude(command);
  }

  async function takeBack(done, failed) {
    for (const { id, revision } of done) {
      const screen = screens.get(id);
      try {
        await api.undo(id, revision);
        screens.set(id, { ...screen, became: 'taken back', why: `as another was not done: ${failed.message}` });
      } catch (error) {
        screens.set(id, { ...screen, why: `could not be taken back: ${error.message}` });
      }
    }
  }

  function conclude(command) {
    const rows = [...screens.entries()].map(([id, one]) => ({
      id, name: nameOf(one), became: one.became ?? 'not done',
      what: one.why ?? (one.became ? one.preview.changes_applied.join('; ') : (one.outcome?.diagnostics || []).map((d) => d.message).join('; ') || 'not tried'),
    }));
    const count = rows.filter((one) => one.became === 'done').length;
    told.textContent = `Done on ${count} of ${rows.length}`;
    report.hidden = false;
    root.dataset.done = String(count);
    fill(report, h('h2', {}, `“${command}”: done on ${count} of ${rows.length}`), h('table', {},
      h('thead', {}, h('tr', {}, ['Screen', 'Became', 'What'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, rows.map((one) => h('tr', {}, h('th', { scope: 'row' }, h('a', { href: `/?document=${encodeURIComponent(one.id)}` }, one.name)), h('td', {}, one.became), h('td', {}, one.what))))));
    relist().then(() => { told.textContent = `Done on ${count} of ${rows.length}`; }).catch(fail);
  }

  field.addEventListener('input', () => {
    keep();
    settle(null);
  });
  whole.addEventListener('change', () => (field.value.trim() && screens.size ? attempt() : keep()));
  files.dropping(document.body, add, signal);
  settle(null);
  await relist();
}

const nameOf = ({ scene }) => scene.document.name || 'Untitled';

/** A screen as it is, and as it would be. */
function card({ scene, outcome, preview }) {
  const went = outcome ? (preview ? 'would' : 'refused') : 'idle';
  const lines = preview?.changes_applied ?? [];
  return h('section.screen', { data: { id: scene.document.id, went }, 'aria-label': nameOf({ scene }) },
    h('h2', {}, outcome ? h(`span.sign.${preview ? 'good' : 'bad'}`, {}, icon(preview ? 'check' : 'warning')) : null, nameOf({ scene })),
    h('div.pictures', {}, picture(scene, 'as it is'), preview?.picture ? picture(preview, 'as it would be') : null),
    lines.length ? h('ul.lines', {}, lines.slice(0, LINES_MAX).map((line) => h('li', {}, line)), lines.length > LINES_MAX ? h('li.soft', {}, `and ${lines.length - LINES_MAX} more`) : null) : null,
    outcome && !preview ? h('div.finding.is-error', {}, (outcome.diagnostics || []).slice(0, 3).map((one) => h('p', { data: { code: one.code } }, one.message))) : null);
}

function picture({ picture: svg, width, height }, said) {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  return h('figure', {}, h('img', { src: url, alt: '', width, height, onload: () => URL.revokeObjectURL(url) }), h('figcaption.soft', {}, said));
}
