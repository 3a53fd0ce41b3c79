/**
 * Which document is open: the one in the address, else the one that was changed last, else a sample.
 */

import * as api from './api.js';
import { h, fill, icon } from './dom.js';
import * as files from './files.js';

export async function begin({ session }) {
  const asked = new URL(location.href).searchParams.get('document');
  if (asked) {
    try {
      return await session.open(asked);
    } catch (error) {
      if (error.status !== 404 && error.status !== 422) throw error;
    }
  }
  const [last] = await newest();
  if (last) return session.open(last.id);
  const { samples } = await api.samples();
  return fromSample(session, samples[0].name);
}

/** The documents of the store, those that were changed last first. */
export async function newest() {
  const found = [];
  let cursor;
  do {
    const page = await api.documents(cursor);
    found.push(...page.documents);
    cursor = page.next;
  } while (cursor && found.length < 2000);
  return found.sort((a, b) => b.updated_at.localeCompare(a.updated_at));
}

export async function fromSample(session, name) {
  const sample = await api.sample(name);
  const made = await api.create(sample.blueprint, sample.title);
  return session.open(made.id);
}

/** Open a file as a new document. */
export async function fromFile({ state, session }, file) {
  if (!file) return;
  try {
    await session.open(await files.stored(file));
    state.set({ problem: null });
  } catch (problem) {
    state.set({ problem });
  }
}

/** The name of the document; opens the list of documents and samples. */
export function menu(app, signal) {
  const { state, session } = app;
  const name = h('span.name');
  const button = h('button.quiet', { id: 'open', type: 'button', popovertarget: 'documents', 'aria-haspopup': 'dialog' }, name, icon('down'));
  const list = h('div.popover', { id: 'documents', popover: 'auto', role: 'dialog', 'aria-label': 'Documents' });
  const show = () => {
    const stands = state.get('document');
    name.textContent = stands?.name || 'Untitled';
    button.title = `Revision ${stands?.revision}`;
  };
  const entry = (title, note, open) => {
    const onclick = async () => {
      list.hidePopover();
      try {
        await open();
      } catch (problem) {
        state.set({ problem });
      }
    };
    return h('li', {}, h('button.entry', { type: 'button', onclick }, h('span', {}, title), h('span.soft', {}, note)));
  };
  list.addEventListener('beforetoggle', async (event) => {
    if (event.newState !== 'open') return;
    const [documents, { samples }] = await Promise.all([newest(), api.samples()]);
    const take = ([file]) => {
      list.hidePopover();
      fromFile(app, file);
    };
    fill(list,
      h('div.choosing', {}, files.choosing('Open a file', take), h('span.soft', {}, 'or drop one anywhere')),
      h('h2', {}, 'Documents'),
      h('ul', {}, documents.slice(0, 12).map((one) => entry(one.name || 'Untitled', `revision ${one.revision}`, () => session.open(one.id)))),
      h('h2', {}, 'Start from a sample'),
      h('ul', {}, samples.map((one) => entry(one.title, 'new', () => fromSample(session, one.name)))));
  });
  state.on(['document'], show, signal);
  show();
  return h('div.opening', {}, button, list);
}
