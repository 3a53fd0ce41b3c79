/**
 * The HTTP interface, one function an operation; `/openapi.json` says what goes in and comes out.
 *
 * What the service refuses is thrown as a `Problem`; that it cannot be reached, as `Unreachable`.
 */

export class Problem extends Error {
  constructor(status, told) {
    super(told.detail || told.title || `the service answered ${status}`);
    this.status = status;
    this.code = told.code || '';
    this.told = told;
  }
}

export class Unreachable extends Error {
  constructor() {
    super('the service cannot be reached');
  }
}

const TOKEN = 'redraft.token';

export function token() {
  return sessionStorage.getItem(TOKEN) || '';
}

export function remember(said) {
  sessionStorage.setItem(TOKEN, said);
}

/** Ask for something; `type` is how the answer is read: json, text or blob. */
export async function ask(method, path, { body, json, headers = {}, signal, type = 'json' } = {}) {
  const answer = await reach(method, path, { body, json, headers, signal });
  if (!answer.ok) throw new Problem(answer.status, await problem(answer));
  return answer.status === 204 ? null : answer[type]();
}

/** The response itself, for who reads it as it comes; `json` is a body that is JSON already. */
export async function reach(method, path, { body, json = body === undefined ? undefined : JSON.stringify(body), headers = {}, signal } = {}) {
  const given = { ...headers };
  if (token()) given.Authorization = `Bearer ${token()}`;
  if (json !== undefined) given['Content-Type'] = 'application/json';
  try {
    return await fetch(path, {
      method,
      headers: given,
      body: json,
      signal,
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Unreachable();
  }
}

async function problem(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}

const at = (id) => `/v1/documents/${encodeURIComponent(id)}`;
const known = (revision) => (revision ? { 'If-Match': `"${revision}"` } : {});
const query = (given) => {
  const said = Object.entries(given).filter(([, v]) => v !== undefined && v !== null && v !== '');
  return said.length ? `?${new URLSearchParams(said)}` : '';
};

export const stats = (signal) => ask('GET', '/v1/stats', { signal });
export const samples = () => ask('GET', '/v1/samples');
export const sample = (name) => ask('GET', `/v1/samples/${encodeURIComponent(name)}`);
export const documents = (cursor) => ask('GET', `/v1/documents${query({ limit: 500, cursor })}`);
export const create = (blueprint, name) => ask('POST', '/v1/documents', { body: { blueprint, name } });
/** Store the text of a blueprint. */
export const createFrom = (text, name) =>
  ask('POST', '/v1/documents', { json: `{"name":${JSON.stringify(name)},"blueprint":${text}}` });
/** Draw the text of a blueprint. */
export const render = (text, format) =>
  ask('POST', '/v1/render', { json: `{"format":"${format}","blueprint":${text}}`, type: 'blob' });
/** The text of a revision's blueprint, as it is spelled: the answer tells its bytes, and ends with it. */
export async function blueprintText(id, revision) {
  const told = await ask('GET', `${at(id)}/revisions/${revision}`, { type: 'arrayBuffer' });
  const text = (bytes) => new TextDecoder().decode(bytes);
  const { bytes } = JSON.parse(text(told));
  return text(told.slice(told.byteLength - 1 - bytes, told.byteLength - 1));
}
/** Run one command on several texts; its outcomes as they come. */
export async function* batch(texts, ids, command, atomic, signal) {
  const jobs = texts.map((text, k) => `{"document":${JSON.stringify(ids[k])},"command":${JSON.stringify(command)},"blueprint":${text}}`);
  const answer = await reach('POST', '/v1/batch', { json: `{"atomic":"${atomic}","jobs":[${jobs}]}`, signal });
  if (!answer.ok) throw new Problem(answer.status, await problem(answer));
  let rest = '';
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop();
    for (const line of lines) yield JSON.parse(line);
  }
}
export const read = (id) => ask('GET', at(id));
export const scene = (id, { revision, hidden } = {}) =>
  ask('GET', at(id) + '/scene' + query({ revision, hidden: hidden ? 1 : undefined }));
export const preview = (id, body, signal) => ask('POST', at(id) + '/preview', { body, signal });
export const edit = (id, body, revision) =>
  ask('POST', at(id) + '/edit', { body, headers: known(revision) });
export const undo = (id, revision) => ask('POST', at(id) + '/undo', { headers: known(revision) });
export const redo = (id, revision) => ask('POST', at(id) + '/redo', { headers: known(revision) });
export const revert = (id, number, revision) =>
  ask('POST', `${at(id)}/revisions/${number}/revert`, { headers: known(revision) });
export const history = (id, cursor) => ask('GET', at(id) + '/history' + query({ limit: 500, cursor }));
export const check = (id, revision, signal) =>
  ask('GET', at(id) + '/check' + query({ revision }), { signal });
export const inspect = (id, component, revision, signal) =>
  ask('GET', at(id) + '/inspect' + query({ component, revision }), { signal });
export const version = (id, revision) => ask('GET', `${at(id)}/revisions/${revision}`);
export const diff = (id, from, to) => ask('GET', at(id) + '/diff' + query({ from, to }));
export const blame = (id, revision) => ask('GET', at(id) + '/blame' + query({ revision }));
export const select = (id, phrase, signal) =>
  ask('POST', at(id) + '/select', { body: { phrase }, signal });

/**
 * Follow a document: `heard` is given each revision after one, `state` "open" or "closed".
 * Ends when the signal says so; goes on by itself where it was cut off.
 */
export async function follow(id, after, { heard, state, deleted }, signal) {
  let last = after;
  while (!signal.aborted) {
    try {
      const answer = await reach('GET', at(id) + '/events' + query({ after: last }), { signal });
      if (answer.status === 404) return deleted();
      if (!answer.ok) throw new Problem(answer.status, await problem(answer));
      state('open');
      for await (const event of events(answer.body)) {
        if (event.name === 'deleted') return deleted();
        if (event.name !== 'revision') continue;
        last = Number(event.id);
        heard(JSON.parse(event.data));
      }
      state('open');
    } catch (error) {
      if (signal.aborted) return;
      state('closed', error);
    }
    await new Promise((done) => setTimeout(done, 1000));
  }
}

/** The server-sent events in a stream of bytes. */
async function* events(body) {
  let rest = '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const event = { name: 'message', id: '', data: '' };
      for (const line of block.split('\n')) {
        const [, key, said] = /^(event|id|data): ?(.*)$/.exec(line) || [];
        if (key) event[key === 'event' ? 'name' : key] = said;
      }
      if (event.data) yield event;
    }
  }
}
