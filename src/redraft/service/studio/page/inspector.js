/**
 * What is selected: its values with where each comes from, and the rules that it breaks with the
 * commands that mend them.
 */

import * as api from './api.js';
import { h, fill, icon } from './dom.js';
import { value } from './feedback.js';

const SHOWN_MAX = 30;

export function mount(root, app, signal) {
  const { state, session } = app;
  const body = h('div.body', { tabindex: '0', role: 'group', 'aria-label': 'Properties of what is selected' });
  root.append(h('h2', {}, 'Inspector'), body);
  let asking = null;
  let usualOpen = false;

  async function show() {
    asking?.abort();
    const scene = state.get('scene');
    const selection = state.get('selection');
    const id = selection.at(-1);
    asking = new AbortController();
    try {
      if (!scene || id === undefined) {
        root.dataset.component = '';
        const found = scene ? await api.check(scene.document.id, scene.revision, asking.signal) : { diagnostics: [] };
        return fill(body, nothing(scene, found.diagnostics));
      }
      const told = await api.inspect(scene.document.id, id, scene.revision, asking.signal);
      fill(body, selection.length > 1 ? several(selection) : null, about(told), broken(told.findings), values(told.properties));
      root.dataset.component = id;
    } catch (error) {
      if (error.name === 'AbortError') return undefined;
      fill(body, h('p.soft', {}, error.status === 404 ? `“${id}” is not on this screen any more.` : error.message));
    }
    return undefined;
  }

  /** Of the whole screen: how large it is, and the rules that it breaks; each leads to who breaks it. */
  function nothing(scene, findings) {
    const count = scene?.components.length;
    return [
      h('p.soft', {}, 'Click something, and it is “this” in a command. Shift-click for several.'),
      scene ? h('dl.facts', {},
        h('div', {}, h('dt', {}, 'Components'), h('dd', {}, count)),
        h('div', {}, h('dt', {}, 'Size'), h('dd', {}, `${round(scene.width)} × ${round(scene.height)}`)),
        h('div', {}, h('dt', {}, 'Revision'), h('dd', {}, scene.revision)),
        h('div', {}, h('dt', {}, 'Rules'), h('dd', {}, findings.length ? `${findings.length} broken` : 'all kept'))) : null,
      findings.slice(0, SHOWN_MAX).map((one) => h(`div.finding.is-${one.severity}`, { data: { code: one.code } }, h('p', {}, one.message),
        one.component ? h('ul.chips', {}, [...new Set([one.component, ...(one.components || [])])].map((each) => h('li', {}, choose(each, 'button.chip.component')))) : null)),
    ];
  }

  const choose = (id, kind) => h(kind, {
    type: 'button', onclick: () => state.set({ selection: [id] }),
    onpointerenter: () => state.set({ hover: id }), onpointerleave: () => state.set({ hover: null }),
  }, id);

  function several(selection) {
    return h('div.several', {},
      h('p.soft', {}, `${selection.length} selected; the last of them:`),
      h('ul.chips', {}, selection.slice(0, SHOWN_MAX).map((id) => h('li', {}, choose(id, 'button.chip.component')))));
  }

  function about(told) {
    return h('div.about', {},
      told.inside.length ? h('p.inside', { 'aria-label': 'Inside' }, told.inside.map((id) => [choose(id, 'button.quiet'), h('span', { 'aria-hidden': 'true' }, '›')])) : null,
      h('h3', {}, told.id),
      h('p.soft', {}, told.type));
  }

  /** A broken rule, and what mends it: pointing at it shows, clicking does. */
  function broken(findings) {
    return findings.map((one) => h(`div.finding.is-${one.severity}`, { data: { code: one.code } },
      h('p', {}, one.message),
      h('ul.chips', {}, (one.suggestions || []).map((command, k) => h('li', {}, h('button.chip', {
        type: 'button', title: one.effects?.[k] || '', 'aria-label': `Mend: ${command}`,
        onclick: () => app.bar.run(command),
        onpointerenter: () => session.look(command), onpointerleave: () => session.look(null),
        onfocus: () => session.look(command), onblur: () => session.look(null),
      }, icon('mend'), command))))));
  }

  function values(properties) {
    const rows = (list) => h('dl.values', {}, list.map((one) => h('div', { data: { property: one.name, origin: one.origin } },
      h('dt', {}, one.name),
      h('dd', {}, h('span.it', {}, value(one.value)), whence(one)))));
    const own = properties.filter((one) => one.origin === 'own');
    const other = properties.filter((one) => one.origin !== 'own');
    const usual = h('details', { open: usualOpen, ontoggle: () => { usualOpen = usual.open; } }, h('summary', {}, 'Not stored: tokens and usual values'), rows(other));
    return [rows(own), other.length ? usual : null];
  }

  function whence({ origin, token, set_by: edit }) {
    const found = [];
    if (token) found.push(h('span.token', { title: 'The design token that has this value' }, token));
    if (edit) found.push(h('button.quiet.set', {
      type: 'button', title: `Set by ${edit.author || 'somebody'} in revision ${edit.revision}; shows it`, onclick: () => session.visit(edit.revision).catch((problem) => state.set({ problem })),
    }, `${edit.revision} · “${edit.command}”`));
    if (!found.length && origin === 'usual') found.push('usual');
    return found.length ? h('span.whence', {}, found) : null;
  }

  signal.addEventListener('abort', () => asking?.abort());
  state.on(['selection', 'scene'], show, signal);
  show();
}

const round = (n) => Math.round(n * 10) / 10;
