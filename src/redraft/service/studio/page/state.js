/**
 * What the page knows, in one place: values by name, and who wants to hear when one changes.
 *
 * `command`, `selection`, `zoom` and the like are kept for the next load of the page (KEPT).
 */

const KEPT = { command: sessionStorage, selection: sessionStorage, recall: sessionStorage };

export class State {
  #values;
  #listeners = new Map();

  constructor(values) {
    this.#values = { ...values };
    for (const [name, storage] of Object.entries(KEPT)) {
      const kept = storage.getItem(`redraft.${name}`);
      if (kept !== null && name in values) this.#values[name] = JSON.parse(kept);
    }
  }

  get(name) {
    return this.#values[name];
  }

  /** Set values; who listens to one that is another now hears of it, once. */
  set(values) {
    const heard = new Set();
    for (const [name, value] of Object.entries(values)) {
      if (Object.is(this.#values[name], value)) continue;
      this.#values[name] = value;
      if (name in KEPT) KEPT[name].setItem(`redraft.${name}`, JSON.stringify(value));
      for (const listener of this.#listeners.get(name) || []) heard.add(listener);
    }
    for (const listener of heard) listener();
  }

  /** Hear of changes of any of these names; the signal ends it. */
  on(names, listener, signal) {
    for (const name of names) {
      if (!this.#listeners.has(name)) this.#listeners.set(name, new Set());
      this.#listeners.get(name).add(listener);
      signal?.addEventListener('abort', () => this.#listeners.get(name).delete(listener));
    }
  }
}
