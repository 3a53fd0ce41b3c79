/**
 * One document that is open: what is asked of the service about it, and what of the answers is kept
 * in the state. It knows nothing of edits and nothing of elements.
 *
 * In the state: `document` (where it stands), `scene` (its picture and components), `selection`,
 * `preview` (of `command`), `look` (of a command that is pointed at), `done` (the last result), `conflict`,
 * `compare` (two revisions held against one another), `builtOn` (why one cannot be taken out),
 * `connection` ("open" or "closed").
 */

import * as api from './api.js';

export class Session {
  #state;
  #asking = {};
  #following = null;
  /** What is being done here: its revisions are not news. */
  #doing = Promise.resolve();

  constructor(state) {
    this.#state = state;
  }

  get state() {
    return this.#state;
  }

  get id() {
    return this.#state.get('document')?.id;
  }

  /** Open a document, and follow what others do to it. */
  async open(id) {
    this.close();
    const changed = this.id !== undefined && this.id !== id;
    this.#show(await api.scene(id, { hidden: this.#state.get('hidden') }));
    if (changed) this.#state.set({ compare: null, builtOn: null, selection: [], preview: null, look: null, done: null, conflict: null });
    const known = new Set(this.#state.get('scene').components.map((one) => one.id));
    this.#state.set({ selection: this.#state.get('selection').filter((one) => known.has(one)) });
    await this.#recount();
    this.#follow();
  }

  close() {
    this.#following?.abort();
    this.#leave();
  }

  /** See the newest revision. */
  async refresh() {
    this.#show(await api.scene(this.id, { hidden: this.#state.get('hidden') }));
    await this.#recount();
  }

  #show(scene) {
    this.#state.set({ document: scene.document, scene, compare: null, builtOn: null });
  }

  /** Look at a revision; the document stays as it is. */
  async visit(revision) {
    this.#leave();
    const scene = await api.scene(this.id, { revision, hidden: this.#state.get('hidden') });
    this.#state.set({ document: scene.document, scene, compare: null, builtOn: null, preview: null, look: null, done: null });
  }

  /** See the newest again, if another is looked at. */
  async present() {
    if (this.isPast || this.#state.get('compare')) await this.refresh();
  }

  get isPast() {
    const { scene, document } = { scene: this.#state.get('scene'), document: this.#state.get('document') };
    return Boolean(scene) && scene.revision !== document.revision;
  }

  /** Hold two revisions against one another. */
  async compare(from, to) {
    this.#leave();
    const hidden = this.#state.get('hidden');
    const [before, after, told] = await Promise.all([
      api.scene(this.id, { revision: from, hidden }), api.scene(this.id, { revision: to, hidden }), api.diff(this.id, from, to)]);
    this.#state.set({ preview: null, look: null, done: null, compare: { from, to, before, after, changes: told.changes } });
  }

  /** Undo, or redo, so often. */
  goBackTo({ kind, times }) {
    return this.#do(async () => {
      for (let k = 0; k < times; k++) {
        const stands = await api[kind](this.id, this.#state.get('document').revision);
        this.#state.set({ document: stands });
      }
      await this.refresh();
      this.#state.set({ done: { command: '', kind } });
    }, () => this.refresh());
  }

  /** Take one revision out; where others go by it, say which. */
  revert(number) {
    return this.#do(async () => {
      try {
        await api.revert(this.id, number, this.#state.get('document').revision);
      } catch (error) {
        if (error.code !== 'revision.built-on') throw error;
        this.#state.set({ builtOn: { number, message: error.message, revisions: error.told.revisions || [] } });
        return;
      }
      await this.refresh();
      this.#state.set({ done: { command: '', kind: 'revert' }, preview: null, look: null, conflict: null });
    }, () => this.refresh());
  }

  /** Read on in the history, from where we were. */
  async #recount() {
    const { of, revisions: had = [] } = this.#state.get('history') || {};
    const revisions = of === this.id ? [...had] : [];
    let more;
    do {
      const page = await api.history(this.id, revisions.at(-1)?.number);
      revisions.push(...page.revisions);
      more = page.next;
    } while (more);
    this.#state.set({ history: { of: this.id, revisions } });
  }

  /**
   * Show what the command that is typed would do. Of several answers that are on their way the
   * last is shown; `since` is when the key was pressed that asks for it.
   */
  preview(command, { steps = null, since = performance.now() } = {}) {
    this.#state.set({ look: null });
    return this.#ask('preview', command, steps, since);
  }

  /** Show what a command that is pointed at would do, for as long as it is; null: none is. */
  look(command) {
    return this.#ask('look', command ?? '', null, performance.now());
  }

  async #ask(name, command, steps, since) {
    this.#asking[name]?.abort();
    if (!command.trim()) {
      this.#state.set({ [name]: null });
      return;
    }
    const asking = (this.#asking[name] = new AbortController());
    try {
      await this.present();
      const told = await api.preview(this.id, this.#said(command, steps), asking.signal);
      if (asking !== this.#asking[name] || asking.signal.aborted) return;
      this.#state.set({ [name]: { ...told, command, since }, connection: 'open' });
    } catch (error) {
      if (error.name !== 'AbortError') this.#failed(error);
    }
  }

  #leave() {
    for (const asking of Object.values(this.#asking)) asking.abort();
  }

  /** Carry a command out; the result, or null where there is none. */
  async apply(command, { steps = null, rebase = false, revision = this.#state.get('document').revision } = {}) {
    this.#leave();
    const { hidden, ...said } = this.#said(command, steps);
    return this.#do(async () => {
      const result = await api.edit(this.id, { ...said, rebase: rebase || undefined }, revision);
      if (result.patch.length) {
        await this.refresh();
        this.#state.set({ done: { command, result }, preview: null, look: null });
      }
      this.#state.set({ conflict: null });
      return result;
    }, (conflict) => this.#state.set({ conflict: { command, steps, revision, since: conflict } }));
  }

  /** Do one thing after another; what comes of it, or null where the service says no. */
  #do(work, outrun) {
    const done = this.#doing.then(work).catch((error) => {
      if (error.status === 412) outrun(error.told.since);
      else if (error.status !== 409) this.#failed(error);
      return null;
    });
    this.#doing = done;
    return done;
  }

  #said(command, steps) {
    const selection = this.#state.get('selection');
    return {
      command,
      selection: selection.length ? selection : undefined,
      steps: steps ?? undefined,
      hidden: this.#state.get('hidden') || undefined,
    };
  }

  /** Undo or redo. */
  takeBack(kind) {
    this.#leave();
    return this.#do(async () => {
      await api[kind](this.id, this.#state.get('document').revision);
      await this.refresh();
      this.#state.set({ done: { command: '', kind }, preview: null, look: null, conflict: null });
    }, () => this.refresh());
  }

  async find(phrase, signal) {
    return (await api.select(this.id, phrase, signal)).ids;
  }

  #failed(error) {
    if (error instanceof api.Unreachable) this.#state.set({ connection: 'closed' });
    else this.#state.set({ problem: error });
  }

  #follow() {
    const following = (this.#following = new AbortController());
    const heard = async (revision) => {
      await this.#doing;
      if (revision.number <= this.#state.get('document').revision) return;
      await this.refresh();
      this.#state.set({ elsewhere: revision });
    };
    const state = (connection) => this.#state.set({ connection });
    const deleted = () => this.#state.set({ problem: new Error('the document was deleted') });
    const after = this.#state.get('document').revision;
    api.follow(this.id, after, { heard, state, deleted }, following.signal);
  }
}
