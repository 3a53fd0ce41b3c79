/**
 * What was done, the newest first, one line a command with what it changed. A revision that is
 * clicked is shown; it can be gone back to, compared with another, or taken out.
 */

import { h, fill, icon } from './dom.js';
import { lines } from './feedback.js';
import { standing, title, way } from './past.js';

export function mount(root, app, signal) {
  const { state, session } = app;
  const list = h('ol.revisions', { reversed: true, 'aria-label': 'Revisions, the newest first', tabindex: '-1' });
  const told = h('div.against', { hidden: true });
  const spoken = h('p.unseen', { role: 'status', 'aria-live': 'polite' });
  root.append(h('h2', {}, 'History'), told, list, spoken);

  const all = () => state.get('history')?.revisions ?? [];

  function show() {
    const revisions = all();
    const newest = revisions.at(-1)?.number;
    const seen = state.get('scene')?.revision ?? newest;
    const stands = standing(revisions);
    const focused = list.contains(document.activeElement) ? document.activeElement.closest('li')?.dataset.number : null;
    fill(list, [...revisions].reverse().map((one) => {
      const is = one.number === seen;
      const onclick = () => session.visit(one.number).catch((problem) => state.set({ problem }));
      const isGone = one.kind === 'undo' || (one.kind !== 'create' && one.kind !== 'redo' && !stands.has(one.number));
      return h('li', { data: { number: one.number, kind: one.kind, stands: isGone ? 'no' : 'yes' } },
        h('button.revision', { type: 'button', onclick, 'aria-current': is ? 'true' : null, title: `${one.author || 'somebody'}, ${new Date(one.at).toLocaleString()}` },
          h('span.number', {}, one.number),
          h('span.command', {}, title(one)),
          (one.changes || []).length ? h('span.soft', {}, one.changes.slice(0, 2).join('; '), one.changes.length > 2 ? `; ${one.changes.length - 2} more` : '') : null),
        is ? actions(one, newest, stands) : null);
    }));
    list.querySelector('.finding')?.scrollIntoView({ block: 'nearest' });
    if (focused) list.querySelector(`li[data-number="${Number(focused)}"] button`)?.focus();
  }

  function actions(one, newest, stands) {
    const route = one.number === newest ? null : way(all(), one.number);
    const refused = state.get('builtOn');
    const found = [];
    if (route?.times) found.push(h('button', { type: 'button', onclick: () => session.goBackTo(route) }, icon(route.kind), 'Go back to this one'));
    if (newest > 1) found.push(h('button', { type: 'button', onclick: () => compare(one.number === newest ? one.number - 1 : one.number, newest) }, one.number === newest ? 'Compare with the one before' : 'Compare with the newest'));
    if (stands.has(one.number)) found.push(h('button', { type: 'button', onclick: () => session.revert(one.number) }, 'Take out this one'));
    if (one.number !== newest && !route) found.push(h('p.soft', {}, 'Undo and redo do not lead here: something else was done since.'));
    return h('div.actions', {}, found, refused?.number === one.number ? h('div.finding.is-error', {}, h('p', {}, refused.message), needed(refused.revisions)) : null);
  }

  const needed = (numbers) => h('ul.chips', {}, numbers.map((number) => h('li', {}, h('button.chip', {
    type: 'button', onclick: () => session.visit(number),
  }, `${number} · ${title(all()[number - 1])}`))));

  function compare(from, to) {
    session.compare(from, to).catch((problem) => state.set({ problem }));
  }

  /** Two revisions held against one another: which, and each leaf that differs. */
  function against() {
    const shown = state.get('compare');
    told.hidden = !shown;
    list.hidden = Boolean(shown);
    if (!shown) return fill(told);
    const had = told.contains(document.activeElement) ? document.activeElement.id : '';
    const pick = (id, name, chosen, onchange) => h('label', { for: id }, name, h('select', { id, onchange }, all().map((one) => h('option', { value: one.number, selected: one.number === chosen }, `${one.number} · ${title(one)}`))));
    fill(told,
      h('div.pair', {},
        pick('compare-from', 'Before', shown.from, ({ target }) => compare(Number(target.value), shown.to)),
        pick('compare-to', 'After', shown.to, ({ target }) => compare(shown.from, Number(target.value)))),
      h('div.differs', { tabindex: '0', role: 'group', 'aria-label': 'What differs' }, shown.changes.length ? lines(shown.changes) : h('p.soft', {}, 'Nothing differs.')),
      h('button', { type: 'button', id: 'compare-end', onclick: () => session.refresh().then(() => list.querySelector('button')?.focus()) }, icon('close'), 'End comparing'));
    if (had) document.getElementById(had)?.focus();
    spoken.textContent = `${shown.changes.length} differences`;
    return undefined;
  }

  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...list.querySelectorAll('.revision')];
    const at = rows.indexOf(event.target);
    if (!step || at < 0) return;
    event.preventDefault();
    rows[Math.min(Math.max(at + step, 0), rows.length - 1)].focus();
  });
  state.on(['builtOn'], () => { spoken.textContent = state.get('builtOn')?.message ?? ''; }, signal);
  state.on(['history', 'scene', 'builtOn'], show, signal);
  state.on(['compare', 'history'], against, signal);
  show();
  against();
}
