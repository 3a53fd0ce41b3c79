/**
 * Elements made from values. Text is always text: nothing in the studio is ever read as markup.
 */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Make an element: `h('button.quiet', {onclick, 'aria-label': 'Close'}, 'x')`.
 *
 * Keys that begin with "on" are listeners, `data` is the dataset, `style` an object of properties;
 * what is null, undefined or false is left out.
 */
export function h(kind, given = {}, ...children) {
  const [tag, ...classes] = kind.split('.');
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(' ');
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key === 'data') Object.assign(made.dataset, value);
    else if (key === 'style') for (const [k, v] of Object.entries(value)) made.style.setProperty(k, v);
    else if (['value', 'checked', 'disabled', 'hidden'].includes(key)) made[key] = value;
    else made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return made;
}

/** Make an SVG element. */
export function s(tag, given = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(given)) {
    if (value !== null && value !== undefined) made.setAttribute(key, String(value));
  }
  made.append(...children);
  return made;
}

/** Put these in place of all that is in an element. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
}

const PATHS = {
  undo: 'M6.5 4 3 7.5 6.5 11M3.5 7.5H10a3.5 3.5 0 0 1 0 7H7',
  redo: 'M11.5 4 15 7.5 11.5 11M14.5 7.5H8a3.5 3.5 0 0 0 0 7h3',
  sun: 'M9 5.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4M9 1.5v1.6M9 14.9v1.6M1.5 9h1.6M14.9 9h1.6M3.7 3.7l1.1 1.1M13.2 13.2l1.1 1.1M3.7 14.3l1.1-1.1M13.2 4.8l1.1-1.1',
  moon: 'M14.6 10.9A6.2 6.2 0 0 1 7.1 3.4a6.2 6.2 0 1 0 7.5 7.5Z',
  auto: 'M9 2.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13m0 0v13M9 5.5l5 0M9 9h6.4M9 12.5h5',
  down: 'm5 7 4 4 4-4',
  right: 'm7 5 4 4-4 4',
  eye: 'M1.8 9S4.4 4.2 9 4.2 16.2 9 16.2 9 13.6 13.8 9 13.8 1.8 9 1.8 9Zm7.2-2.1a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2',
  plus: 'M9 4v10M4 9h10',
  minus: 'M4 9h10',
  fit: 'M3 6.5V3h3.5M11.5 3H15v3.5M15 11.5V15h-3.5M6.5 15H3v-3.5',
  close: 'm5 5 8 8M13 5l-8 8',
  search: 'M8 3.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6m3.5 8.3 3.3 3.3',
  check: 'm4 9.5 3.2 3.2L14 6',
  warning: 'M9 2.8 16 15H2L9 2.8m0 4.4v3.6m0 2v.2',
  layers: 'm9 2.5 6.5 3.6L9 9.7 2.5 6.1 9 2.5M2.5 9.3 9 12.9l6.5-3.6M2.5 12.1 9 15.7l6.5-3.6',
  enter: 'M14 4v4.5H4.5M7.5 5 4 8.5 7.5 12',
  mend: 'm10.5 4.5 3 3M3.5 14.5l.7-3.6 7-7a1.6 1.6 0 0 1 2.3 0l.6.6a1.6 1.6 0 0 1 0 2.3l-7 7-3.6.7Z',
  download: 'M9 3v8M5.5 8 9 11.5 12.5 8M3.5 15h11',
  dots: 'M4 9h.01M9 9h.01M14 9h.01',
};

/** A line icon; the element that it is in has the name. */
export function icon(name) {
  return s('svg', { class: 'icon', viewBox: '0 0 18 18', 'aria-hidden': 'true' }, s('path', { d: PATHS[name] }));
}
