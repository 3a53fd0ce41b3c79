/**
 * Light or dark: what the system says, unless the switch says otherwise.
 */

import { h, fill, icon } from './dom.js';

const KEY = 'redraft.theme';
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const SHOWN = { auto: ['auto', 'as the system'], light: ['sun', 'light'], dark: ['moon', 'dark'] };

const chosen = () => localStorage.getItem(KEY) || 'auto';

export function begin() {
  document.documentElement.dataset.theme = chosen();
}

/** The switch, from one to the next. */
export function toggle() {
  const button = h('button.quiet.square', { id: 'theme', type: 'button' });
  const show = () => {
    const [picture, said] = SHOWN[chosen()];
    fill(button, icon(picture));
    button.setAttribute('aria-label', `Colours: ${said}`);
    button.title = `Colours: ${said}`;
  };
  button.addEventListener('click', () => {
    localStorage.setItem(KEY, NEXT[chosen()]);
    begin();
    show();
  });
  show();
  return button;
}
