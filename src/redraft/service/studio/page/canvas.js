/**
 * The screen as it is drawn: zoomed, panned, pointed at, and what would change on top of it.
 *
 * Pictures come from the service and are shown as images, so nothing in a document can run here;
 * what is under the pointer is found by the boxes that the service gives, not by markup.
 */

import { h, icon } from './dom.js';
import { View } from './view.js';
import { Overlay } from './overlay.js';

/** Room around a sheet that is fitted: at the sides, above (where the controls are), below. */
const MARGIN = { side: 40, top: 58, bottom: 22 };
const STEP = 1.25;

export function mount(root, app, signal) {
  const { state } = app;
  const sheet = h('div.sheet');
  const overlay = new Overlay();
  const ground = h('div.ground', { id: 'canvas', tabindex: '0', role: 'group', 'aria-label': 'Screen. Arrow keys pan, plus and minus zoom, 0 is actual size, 1 fits.' }, sheet, overlay.element);
  const pictures = new Pictures(sheet);
  const view = new View(ground, sheet, () => draw());
  const percent = h('output', { id: 'zoom', 'aria-label': 'Zoom' });
  const slider = h('input', { id: 'cut', type: 'range', min: '0', max: '100', value: '50', 'aria-label': 'How much of each picture is shown' });
  const between = h('div.between', { hidden: true });
  const ago = h('div.ago', { hidden: true, role: 'group', 'aria-label': 'Revision that is shown' });
  root.append(ground, controls(), between, ago);

  /** What lies over the pictures, at the view's scale. */
  function draw() {
    overlay.draw(state, view);
    percent.textContent = `${Math.round(view.zoom * 100)} %`;
  }

  function fit() {
    const scene = state.get('scene');
    if (scene) view.fit(scene.width, scene.height, MARGIN);
  }

  async function show() {
    const scene = state.get('scene');
    if (!scene) return;
    const isOther = scene.document.id !== ground.dataset.document;
    ground.dataset.document = scene.document.id;
    await pictures.now(scene);
    if (isOther) fit();
    ground.dataset.revision = scene.revision;
    draw();
  }

  /** Two revisions, one on each side of a line that can be moved. */
  async function showCompare() {
    const shown = state.get('compare');
    between.hidden = !shown;
    sheet.classList.toggle('comparing', Boolean(shown));
    sheet.classList.remove('changing');
    if (shown) {
      between.replaceChildren(h('output', {}, shown.from), slider, h('output', {}, shown.to));
      cut();
      await pictures.now(shown.before);
      await pictures.then(shown.after);
      ground.dataset.compared = `${shown.from} ${shown.to}`;
    } else if (ground.dataset.compared) {
      delete ground.dataset.compared;
      await pictures.then(null);
      await show();
    }
    draw();
  }

  const cut = () => sheet.style.setProperty('--cut', `${slider.value}%`);
  slider.addEventListener('input', cut);

  /** That it is not the newest that is shown. */
  function showAgo() {
    const scene = state.get('scene');
    const isPast = app.session.isPast && !state.get('compare');
    ago.hidden = !isPast;
    if (isPast) ago.replaceChildren(h('span', {}, `Revision ${scene.revision} of ${scene.document.revision}`), h('button.quiet', { type: 'button', onclick: () => app.session.refresh() }, 'Show the newest'));
  }

  async function showPreview() {
    if (state.get('compare')) return;
    const preview = state.get('look') || state.get('preview');
    if (preview?.picture) {
      if (!(await pictures.then(preview))) return;
    } else pictures.then(null);
    draw();
    delete ground.dataset.preview;
    if (!preview) return;
    requestAnimationFrame(() => {
      performance.measure('redraft.preview', { start: preview.since, end: performance.now() });
      ground.dataset.preview = preview.command;
    });
  }

  function controls() {
    const button = (name, said, onclick, more = {}) => h('button.quiet.square', { type: 'button', 'aria-label': said, title: said, onclick, ...more }, icon(name));
    const eye = button('eye', 'Show what is hidden', () => {
      state.set({ hidden: !state.get('hidden') });
      eye.setAttribute('aria-pressed', String(state.get('hidden')));
      app.session.refresh().catch((problem) => state.set({ problem }));
    }, { id: 'hidden', 'aria-pressed': String(state.get('hidden')) });
    return h('div.controls', {},
      button('minus', 'Zoom out', () => view.by(1 / STEP)),
      h('button.quiet', { type: 'button', title: 'Actual size', 'aria-label': 'Actual size', onclick: () => view.actual() }, percent),
      button('plus', 'Zoom in', () => view.by(STEP)),
      button('fit', 'Fit', fit),
      eye);
  }

  pointing(ground, view, app, draw);
  ground.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const far = event.shiftKey ? 160 : 40;
    const done = {
      ArrowLeft: () => view.pan(far, 0),
      ArrowRight: () => view.pan(-far, 0),
      ArrowUp: () => view.pan(0, far),
      ArrowDown: () => view.pan(0, -far),
      '+': () => view.by(STEP),
      '=': () => view.by(STEP),
      '-': () => view.by(1 / STEP),
      0: () => view.actual(),
      1: fit,
      Escape: () => state.set({ selection: [] }),
    }[event.key];
    if (!done) return;
    event.preventDefault();
    done();
  });
  new ResizeObserver(() => {
    view.resized();
    draw();
  }).observe(ground);
  state.on(['scene'], show, signal);
  state.on(['preview', 'look'], showPreview, signal);
  state.on(['compare'], showCompare, signal);
  state.on(['scene', 'document', 'compare'], showAgo, signal);
  state.on(['selection', 'hover', 'found'], draw, signal);
  show();
}

/** Clicking selects; pointing names; what is under a point is the topmost that is drawn there. */
function pointing(ground, view, { state }) {
  const under = (event) => {
    const [x, y] = view.at(event.clientX, event.clientY);
    const components = state.get('scene')?.components || [];
    for (let i = components.length - 1; i >= 0; i--) {
      const { box, id } = components[i];
      if (box && x >= box[0] && y >= box[1] && x < box[0] + box[2] && y < box[1] + box[3]) return id;
    }
    return null;
  };
  ground.addEventListener('pointermove', (event) => {
    if (!view.isDragging && event.pointerType !== 'touch') state.set({ hover: under(event) });
  });
  ground.addEventListener('pointerleave', () => state.set({ hover: null }));
  view.onclick = (event) => {
    const id = under(event);
    const had = state.get('selection');
    if (!event.shiftKey) return state.set({ selection: id ? [id] : [] });
    if (id) state.set({ selection: had.includes(id) ? had.filter((one) => one !== id) : [...had, id] });
    return undefined;
  };
}

/** Two pictures, one on the other: the screen as it is and as it would be. */
class Pictures {
  #sheet;
  #shown = { now: null, then: null };
  #turn = { now: 0, then: 0 };

  constructor(sheet) {
    this.#sheet = sheet;
  }

  now(scene) {
    return this.#show('now', scene);
  }

  then(preview) {
    return this.#show('then', preview);
  }

  /** Put a picture in place of the one before, when it can be drawn; false where another overtook it. */
  async #show(which, given) {
    const turn = ++this.#turn[which];
    let image = null;
    if (given) {
      const url = URL.createObjectURL(new Blob([given.picture], { type: 'image/svg+xml' }));
      image = h(`img.${which}`, { src: url, alt: '', draggable: 'false' });
      image.style.setProperty('--w', given.width);
      image.style.setProperty('--h', given.height);
      await image.decode().catch(() => null);
      URL.revokeObjectURL(url);
      if (turn !== this.#turn[which]) return false;
    }
    this.#shown[which]?.remove();
    if (image) this.#sheet.append(image);
    this.#shown[which] = image;
    if (which === 'now' && given) {
      this.#sheet.style.setProperty('--w', given.width);
      this.#sheet.style.setProperty('--h', given.height);
    }
    this.#sheet.classList.toggle('changing', this.#shown.then !== null);
    return true;
  }
}
