/**
 * The studio: layers, canvas, command bar, inspector and history around one document.
 */

import { h, fill, icon } from './dom.js';
import * as canvas from './canvas.js';
import * as commandbar from './commandbar.js';
import * as layers from './layers.js';
import * as inspector from './inspector.js';
import * as history from './history.js';
import * as opening from './opening.js';
import * as files from './files.js';

const PANELS = [
  ['layers', 'Layers', layers],
  ['inspector', 'Inspector', inspector],
  ['history', 'History', history],
];

export async function mount(root, app, signal) {
  const { state, session } = app;
  await opening.begin(app);
  signal.addEventListener('abort', () => session.close());

  const stage = h('section.stage', { 'aria-label': 'Canvas' });
  const dock = h('section.dock', { 'aria-label': 'Command' });
  const panels = PANELS.map(([name, title]) => h(`section.panel.${name}`, { id: `panel-${name}`, 'aria-label': title }));
  root.className = 'studio';
  root.dataset.panel = 'none';
  fill(root, h('h1.unseen', {}, 'Studio'), panels[0], h('div.middle', {}, stage, dock), h('div.aside', {}, panels.slice(1)), tabs(root));

  tools(app, signal);
  files.dropping(document.body, ([file]) => opening.fromFile(app, file), signal);
  canvas.mount(stage, app, signal);
  commandbar.mount(dock, app, signal);
  PANELS.forEach(([, , panel], k) => panel.mount(panels[k], app, signal));
  keys(app, signal);

  state.on(['document'], () => address(state), signal);
  address(state);
}

/** On a narrow page the panels are behind these. */
function tabs(root) {
  const buttons = PANELS.map(([name, title]) => {
    const onclick = () => {
      root.dataset.panel = root.dataset.panel === name ? 'none' : name;
      for (const one of buttons) one.setAttribute('aria-expanded', String(one.dataset.name === root.dataset.panel));
    };
    return h('button.tab', { type: 'button', onclick, data: { name }, 'aria-expanded': 'false', 'aria-controls': `panel-${name}` }, title);
  });
  return h('div.tabs', {}, buttons);
}

function tools(app, signal) {
  const { state, session } = app;
  const place = document.getElementById('tools');
  const undo = h('button.quiet.square', { id: 'undo', type: 'button', 'aria-label': 'Undo', title: 'Undo (Ctrl Z)', onclick: () => session.takeBack('undo') }, icon('undo'));
  const redo = h('button.quiet.square', { id: 'redo', type: 'button', 'aria-label': 'Redo', title: 'Redo (Ctrl Shift Z)', onclick: () => session.takeBack('redo') }, icon('redo'));
  const show = () => {
    const stands = state.get('document');
    // not disabled: who has just pressed it keeps the focus there
    undo.setAttribute('aria-disabled', String(!stands?.can_undo));
    redo.setAttribute('aria-disabled', String(!stands?.can_redo));
  };
  state.on(['document'], show, signal);
  show();
  fill(place, opening.menu(app, signal), files.menu(app, signal), h('span.rule'), undo, redo);
  signal.addEventListener('abort', () => fill(place));
}

function keys(app, signal) {
  addEventListener('keydown', (event) => {
    const typing = event.target.matches('input, textarea, select');
    const mod = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (key === '/' && !typing && !mod) {
      event.preventDefault();
      document.getElementById('command').focus();
    } else if (mod && (key === 'z' || key === 'y') && !(typing && event.target.value)) {
      event.preventDefault();
      app.session.takeBack(key === 'y' || event.shiftKey ? 'redo' : 'undo');
    }
  }, { signal });
}

/** The address has the document, so that a reload or another tab opens the same one. */
function address(state) {
  const id = state.get('document')?.id;
  const url = new URL(location.href);
  if (url.pathname !== '/' || url.searchParams.get('document') === id) return;
  url.searchParams.set('document', id);
  window.history.replaceState(null, '', url);
}

