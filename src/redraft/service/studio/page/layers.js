/**
 * The tree of components: as it is nested, searchable by a phrase.
 */

import { h, fill, icon } from './dom.js';

const ROW = 28;
/** Where the sign that folds a row stands, and how far in each level is; as in panels.css. */
const FOLD = { left: 6, wide: 20, step: 14 };
const DEEP_MAX = 12;
const BEYOND = 8;
const SEARCH_MS = 120;

export function mount(root, app, signal) {
  const { state, session } = app;
  const search = h('input', { id: 'search', type: 'search', placeholder: 'Find: red buttons', 'aria-label': 'Find components by a phrase', autocomplete: 'off', spellcheck: 'false' });
  const count = h('p.soft.count', { role: 'status' });
  const space = h('div.space', { role: 'presentation' });
  const tree = h('div.tree', { id: 'layers', role: 'tree', tabindex: '0', 'aria-label': 'Layers', 'aria-multiselectable': 'true' }, space);
  root.append(h('h2', {}, 'Layers'), h('div.search', {}, icon('search'), search), count, tree);

  const closed = new Set();
  let nodes = [];
  let rows = [];
  let active = null;

  function grow() {
    const components = state.get('scene')?.components || [];
    const above = [];
    nodes = components.map((component, at) => {
      const depth = component.depth || 0;
      above.length = depth;
      const node = { ...component, depth, at, parent: above.at(-1) ?? null, inner: 0, place: 0 };
      if (node.parent) node.place = ++node.parent.inner;
      above.push(node);
      return node;
    });
    let tops = 0;
    for (const node of nodes) if (!node.parent) node.place = ++tops;
    for (const node of nodes) node.beside = node.parent ? node.parent.inner : tops;
    list();
  }

  /** The rows that are not folded away; while something is searched, what was found and what it is in. */
  function list() {
    const found = state.get('found');
    if (found) {
      const wanted = new Set();
      for (const node of nodes) {
        if (!found.includes(node.id)) continue;
        for (let one = node; one; one = one.parent) wanted.add(one);
      }
      rows = nodes.filter((node) => wanted.has(node));
    } else {
      rows = [];
      for (let k = 0; k < nodes.length; k++) {
        const node = nodes[k];
        rows.push(node);
        if (closed.has(node.id)) while (k + 1 < nodes.length && nodes[k + 1].depth > node.depth) k++;
      }
    }
    space.style.height = `${rows.length * ROW}px`;
    draw();
  }

  /** The rows in sight. */
  function draw() {
    const first = Math.max(0, Math.floor(tree.scrollTop / ROW) - BEYOND);
    const last = Math.min(rows.length, Math.ceil((tree.scrollTop + tree.clientHeight) / ROW) + BEYOND);
    const selection = new Set(state.get('selection'));
    const found = new Set(state.get('found') || []);
    fill(space, rows.slice(first, last).map((node, k) => row(node, first + k, selection, found)));
    mark();
  }

  /** Say which row the keys are at. The rows stay: one that is put anew while it is pressed hears no click. */
  function mark() {
    for (const one of space.children) one.dataset.active = one.id === `layer-${active?.at}` ? 'yes' : '';
    if (active && rows.includes(active)) tree.setAttribute('aria-activedescendant', `layer-${active.at}`);
    else tree.removeAttribute('aria-activedescendant');
  }

  function row(node, at, selection, found) {
    const isOpen = !closed.has(node.id);
    const fold = node.inner ? h('span.fold', {}, icon(isOpen ? 'down' : 'right')) : h('span.fold');
    const made = h('div.row', {
      id: `layer-${node.at}`, role: 'treeitem', 'aria-level': node.depth + 1, 'aria-setsize': node.beside, 'aria-posinset': node.place,
      'aria-expanded': node.inner ? String(isOpen) : null, 'aria-selected': String(selection.has(node.id)),
      data: { id: node.id, found: found.has(node.id) ? 'yes' : '', hidden: node.hidden ? 'yes' : '' },
      title: node.text ? `${node.id}: ${node.text}` : node.id,
      onpointerenter: () => state.set({ hover: node.id }),
      onpointerleave: () => state.set({ hover: null }),
    }, fold, h('span.id', {}, node.id), h('span.type', {}, node.type));
    made.style.setProperty('--top', `${at * ROW}px`);
    made.style.setProperty('--depth', Math.min(node.depth, DEEP_MAX));
    return made;
  }

  function choose(node, adds) {
    active = node;
    const had = state.get('selection');
    if (!adds) state.set({ selection: [node.id] });
    else state.set({ selection: had.includes(node.id) ? had.filter((id) => id !== node.id) : [...had, node.id] });
    draw();
  }

  function toggle(node, open = closed.has(node.id)) {
    if (!node.inner) return;
    if (open) closed.delete(node.id);
    else closed.add(node.id);
    list();
  }

  function go(node, adds = false) {
    if (!node) return;
    choose(node, adds);
    sight(node);
  }

  function sight(node) {
    const top = rows.indexOf(node) * ROW;
    if (top < 0) return;
    if (top < tree.scrollTop) tree.scrollTop = top;
    else if (top + ROW > tree.scrollTop + tree.clientHeight) tree.scrollTop = top + ROW - tree.clientHeight;
    draw();
  }

  let typed = '';
  let typedAt = 0;
  /** The next row whose name begins with what is typed. */
  function jump(letter) {
    const now = performance.now();
    typed = now - typedAt < 700 ? typed + letter : letter;
    typedAt = now;
    const from = rows.indexOf(active) + (typed.length === 1 ? 1 : 0);
    const found = [...rows.slice(from), ...rows.slice(0, from)].find((node) => node.id.toLowerCase().startsWith(typed.toLowerCase()));
    go(found);
  }

  tree.addEventListener('click', (event) => {
    const box = space.getBoundingClientRect();
    const node = rows[Math.floor((event.clientY - box.top) / ROW)];
    if (!node) return;
    const far = event.clientX - box.left - FOLD.left - Math.min(node.depth, DEEP_MAX) * FOLD.step;
    if (node.inner && far >= 0 && far < FOLD.wide) toggle(node);
    else choose(node, event.shiftKey || event.ctrlKey || event.metaKey);
  });
  tree.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = rows.indexOf(active);
    const isOpen = active && active.inner && !closed.has(active.id);
    const moves = {
      ArrowDown: () => go(rows[Math.min(at + 1, rows.length - 1)], event.shiftKey),
      ArrowUp: () => go(rows[Math.max(at - 1, 0)], event.shiftKey),
      Home: () => go(rows[0]),
      End: () => go(rows.at(-1)),
      ArrowRight: () => (active?.inner && !isOpen ? toggle(active, true) : isOpen && go(rows[at + 1])),
      ArrowLeft: () => (isOpen ? toggle(active, false) : go(active?.parent)),
      '*': () => { for (const node of nodes) if (node.parent === active?.parent) closed.delete(node.id); list(); },
      Enter: () => document.getElementById('command').focus(),
      Escape: () => state.set({ selection: [] }),
    };
    if (moves[event.key]) moves[event.key]();
    else if (event.key.length === 1 && event.key !== ' ' && event.key !== '/') jump(event.key);
    else return;
    event.preventDefault();
    if (event.key !== '/') event.stopPropagation();
  });
  tree.addEventListener('focus', () => {
    if (!active && rows.length) active = rows.find((node) => state.get('selection').includes(node.id)) || rows[0];
    mark();
  });
  tree.addEventListener('scroll', draw);
  new ResizeObserver(draw).observe(tree);

  let searching = null;
  let timer = 0;
  function look() {
    clearTimeout(timer);
    searching?.abort();
    const phrase = search.value.trim();
    if (!phrase) {
      count.textContent = '';
      state.set({ found: null });
      return;
    }
    timer = setTimeout(async () => {
      searching = new AbortController();
      try {
        const ids = await session.find(phrase, searching.signal);
        count.textContent = ids.length ? `${ids.length} found, Enter selects` : 'Nothing is called so';
        state.set({ found: ids });
      } catch (problem) {
        if (problem.name !== 'AbortError') state.set({ problem });
      }
    }, SEARCH_MS);
  }
  search.addEventListener('input', look);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && state.get('found')?.length) state.set({ selection: state.get('found') });
    else if (event.key === 'Escape') { search.value = ''; look(); }
    else return;
    event.preventDefault();
  });

  state.on(['scene'], grow, signal);
  state.on(['found'], list, signal);
  state.on(['selection'], () => {
    const [id] = state.get('selection').slice(-1);
    const node = nodes.find((one) => one.id === id);
    if (node && node !== active) {
      active = node;
      for (let one = node.parent; one; one = one.parent) closed.delete(one.id);
      list();
      sight(node);
    } else draw();
  }, signal);
  grow();
}
