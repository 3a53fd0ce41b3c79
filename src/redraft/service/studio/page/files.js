/**
 * In and out: files that are dropped or chosen, what can be taken along, and the command line that
 * does the same. A blueprint goes both ways as the text that it is, so that no number is spelled anew.
 */

import * as api from './api.js';
import { h, fill, icon } from './dom.js';
import { standing } from './past.js';

const KINDS = [
  ['json', 'JSON', 'the blueprint'],
  ['patch', 'Patch', 'from the first revision, RFC 6902'],
  ['svg', 'SVG', 'picture'],
  ['html', 'HTML', 'page'],
  ['png', 'PNG', 'picture'],
];
const TYPES = { json: 'application/json', patch: 'application/json-patch+json' };

/** Store a file as a document; its id. */
export async function stored(file) {
  const text = await file.text();
  try {
    JSON.parse(text);
  } catch {
    throw new Error(`“${file.name}” is no JSON`);
  }
  try {
    return (await api.createFrom(text, named(file.name))).id;
  } catch (error) {
    if (error instanceof api.Problem) error.message = `“${file.name}”: ${error.message}`;
    throw error;
  }
}

/** What a file is called, as the name of a document. */
const named = (name) => [...name.replace(/\.json$/i, '')].filter((c) => c >= ' ' && c !== '\u007f').join('').slice(0, 200);

/** Files that are dropped on an element are given to `take`. */
export function dropping(element, take, signal) {
  let depth = 0;
  const over = (by) => {
    depth = Math.max(depth + by, 0);
    document.body.toggleAttribute('data-dropping', depth > 0);
  };
  const has = (event) => event.dataTransfer?.types.includes('Files');
  element.addEventListener('dragenter', (event) => has(event) && over(1), { signal });
  element.addEventListener('dragleave', (event) => has(event) && over(-1), { signal });
  element.addEventListener('dragover', (event) => has(event) && event.preventDefault(), { signal });
  element.addEventListener('drop', (event) => {
    if (!has(event)) return;
    event.preventDefault();
    over(-depth);
    take([...event.dataTransfer.files]);
  }, { signal });
}

/** A button that asks for files. */
export function choosing(said, take, { many = false } = {}) {
  const field = h('input', { type: 'file', accept: '.json,application/json', multiple: many, hidden: true, 'aria-label': said });
  field.addEventListener('change', () => {
    take([...field.files]);
    field.value = '';
  });
  return [h('button', { type: 'button', onclick: () => field.click() }, icon('plus'), said), field];
}

/** The menu of what can be taken along. */
export function menu({ state, session }, signal) {
  const button = h('button.quiet', { id: 'get', type: 'button', popovertarget: 'taking', 'aria-haspopup': 'dialog', 'aria-label': 'Get: files and the command line' }, icon('download'), h('span.name', {}, 'Get'));
  const line = h('textarea', { readonly: true, rows: 3, spellcheck: 'false', 'aria-label': 'Command line that does the same' });
  const copied = h('span.soft', { role: 'status' });
  const copy = h('button', { type: 'button', onclick: copying }, 'Copy');
  const files = h('ul');
  const list = h('div.popover', { id: 'taking', popover: 'auto', role: 'dialog', 'aria-label': 'Get' },
    h('h2', {}, 'Download'), files, h('h2', {}, 'The same on the command line'), line, h('div.copying', {}, copy, copied));

  list.addEventListener('beforetoggle', (event) => {
    if (event.newState !== 'open') return;
    copied.textContent = '';
    line.value = commandLine(state);
    fill(files, KINDS.map(([kind, name, note]) => h('li', {}, h('button.entry', { type: 'button', data: { kind }, onclick: () => take(kind) }, h('span', {}, name), h('span.soft', {}, note)))));
  });

  async function take(kind) {
    try {
      const { document: stands, revision } = state.get('scene');
      download(await made(session.id, kind, revision), `${fileName(stands.name)}${revision === stands.revision ? '' : `-${revision}`}.${kind === 'patch' ? 'patch.json' : kind}`);
      list.hidePopover();
    } catch (problem) {
      state.set({ problem });
    }
  }

  async function copying() {
    try {
      await navigator.clipboard.writeText(line.value);
      copied.textContent = 'Copied';
    } catch {
      line.select();
      copied.textContent = 'Selected; Ctrl C copies it';
    }
  }

  signal.addEventListener('abort', () => list.remove());
  return h('div.opening', {}, button, list);
}

/** A revision in one of the kinds, as a file. */
async function made(id, kind, revision) {
  if (kind === 'patch') {
    const { patch } = await api.diff(id, 1, revision);
    return new Blob([JSON.stringify(patch, null, 2), '\n'], { type: TYPES.patch });
  }
  const blueprint = await api.blueprintText(id, revision);
  if (kind === 'json') return new Blob([blueprint, '\n'], { type: TYPES.json });
  return api.render(blueprint, kind);
}

function download(blob, name) {
  const url = URL.createObjectURL(blob);
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const fileName = (name) => (name || 'screen').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'screen';
const quoted = (said) => `'${said.replaceAll("'", "'\\''")}'`;

/** What one would type for the commands that stand, and the one that is typed. */
function commandLine(state) {
  const file = quoted(`${fileName(state.get('document').name)}.json`);
  const { revisions = [] } = state.get('history') || {};
  const stands = standing(revisions);
  const commands = revisions.filter((one) => one.kind === 'edit' && stands.has(one.number)).map((one) => one.command);
  const typed = state.get('command').trim();
  const chosen = typed ? state.get('selection').map((id) => ` --select ${quoted(id)}`).join('') : '';
  const line = (command, more = '') => `redraft edit ${file} ${quoted(command)}${more} --in-place`;
  const found = commands.map((command) => line(command));
  if (typed) found.push(line(typed, chosen));
  return found.join(' &&\n') || line('make the header taller');
}
