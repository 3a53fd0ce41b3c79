/**
 * What lies over the pictures: outlines of what is pointed at, selected and found, and of what
 * would change, before (dashed) and after.
 */

import { s } from './dom.js';

const SHOWN_MAX = 240;
/** How wide a letter of a label is. */
const LETTER = 6.7;

export class Overlay {
  element = s('svg', { class: 'overlay', 'aria-hidden': 'true' });

  draw(state, view) {
    const scene = state.get('scene');
    if (!scene) return;
    if (state.get('compare')) return this.element.replaceChildren();
    const boxes = this.#boxes(scene);
    const parts = [];
    const outline = (kind, box) => parts.push(rectangle(kind, view.box(box)));
    const preview = state.get('look') || state.get('preview');
    if (preview?.picture) {
      const asked = new Set(preview.changes.filter((one) => one.reason === 'asked').map((one) => one.component));
      for (const { id, before, after } of preview.touched.slice(0, SHOWN_MAX)) {
        const along = asked.has(id) ? '' : ' along';
        if (before && (!after || before.some((side, k) => side !== after[k]))) outline(`before${along}`, before);
        if (after) outline(`after${along}`, after);
      }
    }
    for (const id of (state.get('found') || []).slice(0, SHOWN_MAX)) if (boxes.get(id)) outline('found', boxes.get(id));
    const selection = state.get('selection');
    for (const id of selection.slice(0, SHOWN_MAX)) if (boxes.get(id)) outline('selected', boxes.get(id));
    const hover = state.get('hover');
    if (hover && boxes.get(hover)) {
      if (!selection.includes(hover)) outline('hovered', boxes.get(hover));
      parts.push(label(hover, boxes.get(hover), view, 'hovered'));
    } else if (selection.length === 1 && boxes.get(selection[0])) {
      parts.push(label(selection[0], boxes.get(selection[0]), view, 'selected'));
    }
    this.element.replaceChildren(...parts);
  }

  #scene = null;
  #known = null;

  #boxes(scene) {
    if (this.#scene !== scene) {
      this.#scene = scene;
      this.#known = new Map(scene.components.map((one) => [one.id, one.box]));
    }
    return this.#known;
  }
}

function rectangle(kind, [x, y, wide, tall]) {
  return s('rect', { class: kind, x: Math.round(x) + 0.5, y: Math.round(y) + 0.5, width: Math.max(Math.round(wide) - 1, 1), height: Math.max(Math.round(tall) - 1, 1), rx: 1.5 });
}

/** The name of a component above it, or inside where there is no room above. */
function label(id, box, view, kind) {
  const [x, y] = view.box(box);
  const said = `${id}   ${round(box[2])} × ${round(box[3])}`;
  const wide = said.length * LETTER + 12;
  const [room] = view.size;
  const left = Math.max(4, Math.min(x, room - wide - 4));
  const top = y > 26 ? y - 23 : Math.max(y + 4, 4);
  return s('g', { class: `label ${kind}` },
    s('rect', { x: left, y: top, width: wide, height: 19, rx: 4 }),
    s('text', { x: left + 6, y: top + 13.5 }, said));
}

const round = (n) => Math.round(n * 10) / 10;
