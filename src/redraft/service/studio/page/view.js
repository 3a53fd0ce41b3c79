/**
 * Zoom and pan: how the sheet's pixels lie on the page, changed by wheel, pinch, drag and keys.
 */

const ZOOM_MIN = 0.05;
const ZOOM_MAX = 16;
const SLACK = 4;
/** After so many ms without a change pictures are drawn anew at their size, sharp. */
const SETTLED_MS = 140;

export class View {
  zoom = 1;
  #x = 0;
  #y = 0;
  #drawn = 1;
  #settling = 0;
  #ground;
  #sheet;
  #changed;
  #fingers = new Map();
  #isFitted = null;
  isDragging = false;
  #isSpace = false;
  onclick = () => {};

  constructor(ground, sheet, changed) {
    this.#ground = ground;
    this.#sheet = sheet;
    this.#changed = changed;
    ground.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    for (const kind of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel']) {
      ground.addEventListener(kind, (event) => this.#pointer(kind, event));
    }
    ground.addEventListener('keydown', (event) => this.#space(event, true));
    ground.addEventListener('keyup', (event) => this.#space(event, false));
    ground.addEventListener('blur', () => this.#space({ key: ' ', preventDefault() {} }, false));
  }

  /** A point of the page in the sheet's pixels. */
  at(clientX, clientY) {
    const box = this.#ground.getBoundingClientRect();
    return [(clientX - box.left - this.#x) / this.zoom, (clientY - box.top - this.#y) / this.zoom];
  }

  /** A box of the sheet in the ground's pixels. */
  box([x, y, wide, tall]) {
    return [x * this.zoom + this.#x, y * this.zoom + this.#y, wide * this.zoom, tall * this.zoom];
  }

  get size() {
    return [this.#ground.clientWidth, this.#ground.clientHeight];
  }

  pan(dx, dy) {
    this.#isFitted = null;
    this.#to(this.zoom, this.#x + dx, this.#y + dy);
  }

  /** Zoom by a factor; a point of the ground stays where it is, the middle if none is said. */
  by(factor, at = this.size.map((side) => side / 2)) {
    this.#zoomTo(Math.min(Math.max(this.zoom * factor, ZOOM_MIN), ZOOM_MAX), at);
  }

  #zoomTo(zoom, at) {
    this.#isFitted = null;
    const kept = zoom / this.zoom;
    this.#to(zoom, at[0] - (at[0] - this.#x) * kept, at[1] - (at[1] - this.#y) * kept);
  }

  /** One pixel of the document is one of the page. */
  actual() {
    this.#zoomTo(1, this.size.map((side) => side / 2));
  }

  /** Show all of a sheet, not larger than it is. */
  fit(wide, tall, margin) {
    const [w, t] = this.size;
    const { top, bottom } = margin;
    const side = Math.min(margin.side, w * 0.05);
    const room = t - top - bottom;
    const zoom = Math.max(Math.min((w - 2 * side) / wide, room / tall, 1), ZOOM_MIN);
    this.#isFitted = [wide, tall, margin];
    this.#to(zoom, (w - wide * zoom) / 2, Math.max(top + (room - tall * zoom) / 2, top));
    this.#settle();
  }

  resized() {
    if (this.#isFitted) this.fit(...this.#isFitted);
  }

  /** Bring a box into sight. */
  reveal(box) {
    const [x, y, wide, tall] = this.box(box);
    const [w, t] = this.size;
    const into = (start, length, room) => {
      if (length > room) return start > room || start + length < 0 ? (room - length) / 2 - start : 0;
      return start < SLACK ? SLACK * 4 - start : start + length > room - SLACK ? room - SLACK * 4 - length - start : 0;
    };
    const dx = into(x, wide, w);
    const dy = into(y, tall, t);
    if (dx || dy) this.pan(dx, dy);
  }

  #to(zoom, x, y) {
    this.zoom = zoom;
    this.#x = Math.round(x);
    this.#y = Math.round(y);
    this.#place();
    clearTimeout(this.#settling);
    if (zoom !== this.#drawn) this.#settling = setTimeout(() => this.#settle(), SETTLED_MS);
    this.#changed();
  }

  #settle() {
    clearTimeout(this.#settling);
    this.#drawn = this.zoom;
    this.#sheet.style.setProperty('--zoom', this.zoom);
    this.#place();
  }

  #place() {
    const scale = this.zoom / this.#drawn;
    this.#sheet.style.transform = `translate(${this.#x}px, ${this.#y}px)${scale === 1 ? '' : ` scale(${scale})`}`;
  }

  #wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      const box = this.#ground.getBoundingClientRect();
      const far = Math.max(-80, Math.min(80, event.deltaY * unit));
      this.by(Math.exp(-far / 120), [event.clientX - box.left, event.clientY - box.top]);
    } else if (event.shiftKey && !event.deltaX) this.pan(-event.deltaY * unit, 0);
    else this.pan(-event.deltaX * unit, -event.deltaY * unit);
  }

  #space(event, down) {
    if (event.key !== ' ') return;
    event.preventDefault();
    this.#isSpace = down;
    this.#ground.classList.toggle('grab', down);
  }

  /** One finger, the middle button or the space bar drag; two fingers pinch; what did not move is a click. */
  #pointer(kind, event) {
    const fingers = this.#fingers;
    if (kind === 'pointerdown') {
      if (event.button > 1) return;
      this.#ground.setPointerCapture(event.pointerId);
      const pans = event.button === 1 || this.#isSpace || event.pointerType === 'touch';
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY, moved: 0, pans });
      return;
    }
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    if (kind === 'pointermove') {
      const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y];
      if (fingers.size === 2) this.#pinch(event, finger);
      else if (finger.pans && (finger.moved > SLACK || Math.abs(dx) + Math.abs(dy) > SLACK)) this.pan(dx, dy);
      else if (finger.moved <= SLACK && finger.pans) return;
      finger.moved += Math.abs(dx) + Math.abs(dy);
      this.isDragging = finger.pans && finger.moved > SLACK;
      finger.x = event.clientX;
      finger.y = event.clientY;
      return;
    }
    fingers.delete(event.pointerId);
    this.isDragging = false;
    if (kind === 'pointerup' && finger.moved <= SLACK && event.button === 0 && !this.#isSpace) this.onclick(event);
  }

  #pinch(event, finger) {
    const other = [...this.#fingers.values()].find((one) => one !== finger);
    const apart = (x, y) => Math.hypot(x - other.x, y - other.y) || 1;
    const box = this.#ground.getBoundingClientRect();
    const middle = [(event.clientX + other.x) / 2 - box.left, (event.clientY + other.y) / 2 - box.top];
    this.pan((event.clientX - finger.x) / 2, (event.clientY - finger.y) / 2);
    this.by(apart(event.clientX, event.clientY) / apart(finger.x, finger.y), middle);
  }
}
