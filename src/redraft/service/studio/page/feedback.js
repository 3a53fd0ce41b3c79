/**
 * Under the sentence: what it would do, or why it would do nothing and what to say instead.
 *
 * The place has one height, so that nothing moves while somebody types.
 */

import { h, fill, icon } from './dom.js';
import { LEGEND, roleName } from './roles.js';
import * as api from './api.js';

const LINES_MAX = 200;
/** How far to the right a finding goes to stand under its words, of the width that there is. */
const UNDER_MAX = 0.45;

export function feedback(root, app, bar, signal) {
  const { state, session } = app;
  const reading = h('div.reading', { tabindex: '0', role: 'group', 'aria-label': 'How it is read' });
  const effects = h('div.effects', { tabindex: '0', role: 'group', 'aria-label': 'What would change' });
  const place = h('div.feedback', { id: 'feedback' }, reading, effects);
  const spoken = h('p.unseen', { role: 'status', 'aria-live': 'polite' });
  root.append(place, spoken);
  let chosen = null;
  let ofCommand = '';
  let examples = [];
  bar.chosen = () => (chosen && state.get('preview')?.command === ofCommand ? [...chosen].sort((a, b) => a - b) : null);

  /** What a command that is pointed at would do is told beside what is there. */
  function beside() {
    const look = state.get('look');
    if (look) fill(effects, h('p.head.soft', {}, `“${look.command}”`), lines(look.changes));
    else fill(effects, right);
  }

  function show() {
    const preview = state.get('preview');
    const conflict = state.get('conflict');
    const done = state.get('done');
    if (conflict) return outrun(conflict);
    if (preview) return told(preview);
    if (done) return finished(done);
    return idle();
  }

  let right = [];
  function put(kind, left, other = []) {
    right = [other];
    place.dataset.kind = kind;
    const step = reading.contains(document.activeElement) ? document.activeElement.dataset.step : undefined;
    fill(reading, left);
    fill(effects, right);
    // who goes through the steps by keys stays at the one where they are
    if (step) reading.querySelector(`[data-step="${Number(step)}"]`)?.focus();
  }

  /** What a command would do. */
  function told(preview) {
    const { explanation } = preview;
    if (preview.command !== ofCommand) {
      chosen = null;
      ofCommand = preview.command;
    }
    const count = once(preview.changes).length;
    const applied = count > 0;
    const head = applied ? `Would change ${count === 1 ? 'one thing' : `${count} things`}` : 'Nothing would change';
    const left = [h('p.head', {}, mark(applied), head, applied ? h('span.soft', { title: 'How sure this reading is' }, `${Math.round(explanation.confidence * 100)} %`) : null)];
    left.push(diagnostics(explanation, applied && chosen), steps(preview), legend(explanation));
    put(applied ? 'would' : 'refused', left, applied ? lines(preview.changes) : candidates(explanation));
    spoken.textContent = applied ? `${head}. ${preview.changes_applied.slice(0, 3).join('; ')}` : [head, ...errors(explanation)].join('. ');
  }

  const errors = (explanation) => (explanation.diagnostics || []).filter((one) => one.severity === 'error').map((one) => one.message);

  /** Each finding under the words that it is about, with what to say instead. */
  function diagnostics(explanation, leavesOut) {
    const told = (explanation.diagnostics || []).filter((one) => !leavesOut || one.severity !== 'error');
    const found = told.filter((one) => one.severity !== 'notice' || one.code === 'spelling.corrected' || one.code === 'value.clamped');
    return found.slice(0, 6).map((one) => {
      const shown = h(`div.finding.is-${one.severity}`, { data: { code: one.code } }, h('p', {}, one.message), chips(one.suggestions || [], one.effects || []));
      if (one.span) shown.style.setProperty('--at', `${reach(one.span)}px`);
      return shown;
    });
  }

  /** How far to the right the words of a span begin. */
  function reach([start, stop]) {
    const word = [...bar.mirror.querySelectorAll('.word')].find((one) => Number(one.dataset.start) < stop && Number(one.dataset.stop) > start);
    if (!word) return 0;
    const far = word.getBoundingClientRect().left - bar.mirror.getBoundingClientRect().left;
    return Math.max(0, Math.min(far, reading.clientWidth * UNDER_MAX));
  }

  function chips(commands, effects) {
    if (!commands.length) return null;
    return h('ul.chips', {}, commands.map((command, k) => {
      const look = () => session.look(command);
      const leave = () => session.look(null);
      return h('li', {}, h('button.chip', {
        type: 'button', title: effects[k] || '', onclick: () => bar.run(command),
        onpointerenter: look, onpointerleave: leave, onfocus: look, onblur: leave,
      }, command));
    }));
  }

  /** The components that a description may mean; clicking one selects it. */
  function candidates(explanation) {
    const open = (explanation.descriptions || []).filter((one) => one.outcome === 'ambiguous');
    return open.map((one) => h('div.which', {},
      h('p.soft', {}, `“${one.said}” may be`),
      h('ul.chips', {}, one.candidates.filter((c) => c.score !== undefined).map(({ id, text }) => h('li', {}, h('button.chip.component', {
        type: 'button', data: { id }, title: text || '',
        onclick: () => state.set({ selection: [id] }),
        onpointerenter: () => state.set({ hover: id }), onpointerleave: () => state.set({ hover: null }),
        onfocus: () => state.set({ hover: id }), onblur: () => state.set({ hover: null }),
      }, id))))));
  }

  /** Each step of a command of several, with a box that leaves it out. */
  function steps({ command, explanation }) {
    if ((explanation.steps || []).length < 2) return null; // what is typed half way may have none
    const all = explanation.steps.map((one) => one.id);
    const wanted = chosen || new Set(all);
    return h('fieldset.steps', {}, h('legend', {}, `${wanted.size} of ${all.length} steps`), explanation.steps.map((one) => {
      const onchange = ({ target }) => {
        chosen = new Set(wanted);
        if (target.checked) chosen.add(one.id);
        else chosen.delete(one.id);
        if (chosen.size === all.length) chosen = null;
        session.preview(command, { steps: bar.chosen() });
      };
      const box = h('input', { type: 'checkbox', checked: wanted.has(one.id), onchange, data: { step: one.id } });
      const [first, ...more] = one.targets || [];
      const whom = more.length > 1 ? `${first} and ${more.length} more` : [first, ...more].filter(Boolean).join(', ');
      return h('label', { data: { status: one.status }, title: (one.writes || []).slice(0, 12).join('\n') }, box, h('span.who', {}, whom || one.said || one.do), h('span.soft', {}, one.property || one.intent), one.status === 'failed' ? h('span.why', {}, 'cannot be done') : null);
    }));
  }

  function legend(explanation) {
    const there = new Map((explanation.words || []).map((word) => [word.role, word]));
    const roles = LEGEND.filter((role) => there.has(role));
    return h('p.legend', { 'aria-hidden': 'true' }, roles.map((role) => h(`span.key.${role}`, {}, roleName({ role }))));
  }

  function finished({ command, result, kind }) {
    const head = kind ? { undo: 'Taken back', redo: 'Done again', revert: 'Taken out' }[kind] : 'Done';
    const back = kind ? null : h('button.quiet.back', { type: 'button', onclick: () => session.takeBack('undo') }, icon('undo'), 'Undo');
    put('done', [h('p.head', {}, mark(true), head, command ? h('span.soft.of', {}, ` “${command}”`) : null), back], result ? lines(result.changes) : []);
    spoken.textContent = head;
  }

  /** Somebody was quicker: what they did, and what can be done now. */
  function outrun({ command, steps: only, since }) {
    const again = since.rebase === true
      ? h('button.primary', { type: 'button', onclick: () => bar.run(command, { steps: only, rebase: true, revision: state.get('conflict').revision }) }, 'Apply on top of it')
      : null;
    const look = h('button', {
      type: 'button',
      onclick: async () => {
        await session.refresh();
        state.set({ conflict: null });
        await session.preview(command);
      },
    }, 'Show it as it is now');
    put('conflict', [
      h('p.head', {}, icon('warning'), 'Somebody was quicker; nothing was changed'),
      h('p', {}, since.rebase === true ? 'Your command would still do the same.' : 'Your command would do something else now.'),
      h('div.actions', {}, again, look),
    ], h('ul.since', {}, since.revisions.map((one) => h('li', {}, h('strong', {}, `${one.number} · ${one.command || one.kind}`), ...(one.changes || []).slice(0, 4).map((line) => h('span.soft', {}, line))))));
    spoken.textContent = 'Somebody was quicker; nothing was changed';
  }

  function idle() {
    put('idle', [
      h('p.head.soft', {}, 'Type, and see what would change before it does.'),
      examples.length ? [h('p.soft', {}, 'For example'), chips(examples, [])] : null,
    ], h('dl.help', {},
      ...[['/', 'to the command bar'], ['Enter', 'applies'], ['↑', 'recalls'], ['Click', 'selects; “this” means it'], ['Ctrl Z', 'takes back']].map(([key, what]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, what)))));
  }

  const mark = (good) => h(`span.sign.${good ? 'good' : 'bad'}`, {}, icon(good ? 'check' : 'warning'));

  api.samples().then(({ samples }) => {
    const named = () => {
      examples = samples.find((one) => one.title === state.get('document')?.name)?.commands || [];
      show();
    };
    state.on(['document'], named, signal);
    named();
  }).catch(() => {});
  state.on(['preview', 'done', 'conflict'], show, signal);
  state.on(['look'], beside, signal);
  show();
}

/** What is stored in two places of a component is told once. */
export function once(changes) {
  const told = new Map(changes.map((one) => [`${one.component} ${one.property}`, one]));
  return [...told.values()];
}

/** A line a change: component, property, before and after. */
export function lines(given) {
  const changes = once(given);
  const shown = changes.slice(0, LINES_MAX);
  return h('ul.lines', {}, shown.map((one) => h('li', { data: { reason: one.reason } },
    h('span.who', {}, one.component ?? 'screen'),
    h('span.what', {}, one.property),
    h('span.from', {}, value(one.before)),
    h('span.arrow', { 'aria-label': 'to' }, '→'),
    h('span.to', {}, value(one.after)),
    one.reason === 'asked' ? null : h('span.why', {}, one.reason))),
  changes.length > shown.length ? h('li.soft', {}, `and ${changes.length - shown.length} more`) : null);
}

/** A value as it is stored; colours with what they look like. */
export function value(given) {
  if (given === undefined) return h('span.soft', {}, 'none');
  const said = typeof given === 'string' ? given : JSON.stringify(given);
  if (/^#[0-9a-f]{3,8}$/i.test(said)) return [h('span.swatch', { style: { background: said } }), said];
  return said === '' ? '“”' : said;
}
