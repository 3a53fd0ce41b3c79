/**
 * The page begins here: the places that it has, the bar at the top, and what went wrong.
 *
 * A place is a module with `mount(element, app, signal)`; when another one is gone to, the signal
 * ends its listeners.
 */

import * as api from './api.js';
import { h, fill, icon } from './dom.js';
import { State } from './state.js';
import { Session } from './session.js';
import * as theme from './theme.js';

const PLACES = {
  '/': { title: 'Studio', load: () => import('./studio.js') },
  '/batch': { title: 'Batch', load: () => import('./batch.js') },
  '/dashboard': { title: 'Dashboard', load: () => import('./dashboard.js'), alone: true },
};

const state = new State({
  document: undefined,
  scene: null,
  selection: [],
  hover: null,
  found: null,
  command: '',
  recall: [],
  preview: null,
  look: null,
  done: null,
  history: null,
  conflict: null,
  compare: null,
  builtOn: null,
  connection: 'open',
  problem: null,
  elsewhere: null,
  hidden: false,
});
const app = { state, session: new Session(state), go };

const top = document.getElementById('top');
const view = document.getElementById('view');
let leaving = null;

/** Go to a place of this page. */
async function go(path, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  await show();
}

async function show() {
  const path = location.pathname in PLACES ? location.pathname : '/';
  leaving?.abort();
  leaving = new AbortController();
  for (const link of top.querySelectorAll('nav a')) {
    if (new URL(link.href).pathname === path) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${PLACES[path].title} · Redraft`;
  const place = await PLACES[path].load();
  fill(view);
  view.className = '';
  try {
    await place.mount(view, app, leaving.signal);
  } catch (error) {
    fill(view, refusal(error));
  }
}

function header() {
  const links = Object.entries(PLACES).map(([path, place]) => {
    const onclick = (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      // what is alone has another policy, which comes with a page of its own
      if (place.alone || PLACES[location.pathname]?.alone) return;
      event.preventDefault();
      if (location.pathname !== path) go(path);
    };
    return h('a', { href: path, onclick }, place.title);
  });
  fill(
    top,
    h('a.brand', { href: '/', 'aria-label': 'Redraft, studio' }, h('span.mark', { 'aria-hidden': 'true' }, 'R'), h('span.name', {}, 'Redraft')),
    h('nav', { 'aria-label': 'Places' }, links),
    h('div.tools', { id: 'tools' }),
    theme.toggle(),
  );
}

/** What is shown in place of a view: why it is not there, and what to do about it. */
function refusal(error) {
  const again = h('button.primary', { onclick: show }, 'Try again');
  if (error.status === 401 || error.status === 403) {
    const field = h('input', { id: 'token', type: 'password', autocomplete: 'off', required: true });
    const onsubmit = (event) => {
      event.preventDefault();
      api.remember(field.value.trim());
      show();
    };
    return h('section.refusal', {},
      h('h1', {}, 'This service asks for a token'),
      h('p', {}, error.message),
      h('form', { onsubmit }, h('label', { for: 'token' }, 'Token'), field, h('button.primary', {}, 'Go on')),
      h('p.soft', {}, 'Made with “redraft token make NAME --scope edit”. It is kept until this tab is closed.'));
  }
  const gone = error instanceof api.Unreachable;
  return h('section.refusal', {},
    h('h1', {}, gone ? 'The service is not there' : 'That did not work'),
    h('p', {}, gone ? 'Start it again with “redraft serve”; what you typed is kept.' : error.message),
    again);
}

function notices() {
  const place = document.getElementById('notices');
  const show = () => {
    const found = [];
    if (state.get('connection') === 'closed') {
      found.push(h('div.notice.bad', {}, icon('warning'), 'The service cannot be reached. What you typed is kept; this goes on by itself when it is back.'));
    }
    const problem = state.get('problem');
    if (problem) {
      const onclick = () => state.set({ problem: null });
      found.push(h('div.notice.bad', {}, icon('warning'), h('span', {}, problem.message), h('button.quiet', { onclick, 'aria-label': 'Close' }, icon('close'))));
    }
    const elsewhere = state.get('elsewhere');
    if (elsewhere) {
      const said = elsewhere.kind === 'edit' ? `“${elsewhere.command}”` : elsewhere.kind;
      const onclick = () => state.set({ elsewhere: null });
      found.push(h('div.notice', {}, h('span', {}, `Changed elsewhere, revision ${elsewhere.number}: ${said}`), h('button.quiet', { onclick, 'aria-label': 'Close' }, icon('close'))));
    }
    fill(place, found);
  };
  state.on(['connection', 'problem', 'elsewhere'], show);
  show();
}

theme.begin();
header();
notices();
addEventListener('popstate', show);
// while somebody types, what went wrong before is old
state.on(['command'], () => state.set({ problem: null, elsewhere: null }));
await show();
document.documentElement.dataset.ready = 'yes';
