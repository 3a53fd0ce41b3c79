/**
 * Where the sentence is typed: shown what it would do at once, its words underlined by how they
 * were read; Enter applies, the up arrow recalls.
 */

import { h, fill, icon } from './dom.js';
import { feedback } from './feedback.js';
import { roleName } from './roles.js';

const RECALLED_MAX = 50;

export function mount(root, app, signal) {
  const { state, session } = app;
  const mirror = h('div.mirror', { 'aria-hidden': 'true' });
  const field = h('textarea', {
    id: 'command', rows: 1, spellcheck: 'false', autocomplete: 'off', autocapitalize: 'off', enterkeyhint: 'done',
    placeholder: 'Say what should change, for example: make the header taller',
    'aria-label': 'Command', 'aria-describedby': 'reading', value: state.get('command'),
  });
  const reading = h('p.unseen', { id: 'reading' });
  const apply = h('button.primary', { id: 'apply', type: 'button', title: 'Apply (Enter)' }, 'Apply', icon('enter'));
  const said = h('div.said', {}, mirror, field);
  root.append(h('div.bar', {}, h('label.slash', { for: 'command', 'aria-hidden': 'true' }, '/'), said, apply, reading));

  const bar = { field, mirror, preview, run, type };
  app.bar = bar;
  let frame = 0;
  let recalled = -1;
  let draft = '';

  /** Show what the words of now would do: at once, and what else comes in the same frame in the next. */
  function preview(command = field.value, since = performance.now(), options = {}) {
    const ask = () => session.preview(command, { since, ...options });
    const isFirst = frame === 0;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (!isFirst) ask();
    });
    if (isFirst) ask();
  }

  /** Forget what was to be asked in the next frame. */
  function still() {
    cancelAnimationFrame(frame);
    frame = 0;
  }

  /** Put words in the place of those that are there. */
  function type(command) {
    field.value = command;
    field.setSelectionRange(command.length, command.length);
    state.set({ command, done: null });
    drawWords();
    preview();
  }

  /** Carry a command out; what is refused changes nothing and stays to be put right. */
  async function run(command, options) {
    if (!command.trim()) return;
    still();
    const typed = field.value;
    apply.setAttribute('aria-busy', 'true');
    const result = await session.apply(command, options);
    apply.removeAttribute('aria-busy');
    if (!result) return;
    if (result.patch.length) {
      const others = state.get('recall').filter((one) => one !== command);
      state.set({ recall: [...others, command].slice(-RECALLED_MAX) });
      recalled = -1;
      // who has gone on typing in the meantime keeps what is there
      if (field.value === typed) {
        field.value = '';
        state.set({ command: '' });
        drawWords();
      } else preview();
    } else {
      root.classList.remove('refused');
      void root.offsetWidth;
      root.classList.add('refused');
      if (command !== field.value) type(command);
      else await session.preview(command);
    }
  }

  function recall(step) {
    const commands = state.get('recall');
    if (recalled < 0 && step < 0) return false;
    if (recalled < 0) draft = field.value;
    const next = recalled + step;
    if (next >= commands.length) return true;
    recalled = Math.max(next, -1);
    const had = recalled;
    type(recalled < 0 ? draft : commands[commands.length - 1 - recalled]);
    recalled = had;
    return true;
  }

  function drawWords() {
    const shown = state.get('preview');
    const text = field.value;
    const own = shown?.command === text ? shown.explanation : null;
    root.classList.toggle('typed', text !== '');
    fill(mirror, own ? underlined(text, own) : text, '\u200b');
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, 96)}px`;
    reading.textContent = own ? described(own) : '';
  }

  field.addEventListener('input', (event) => {
    recalled = -1;
    state.set({ command: field.value, done: null });
    drawWords();
    preview(field.value, event.timeStamp);
  });
  field.addEventListener('scroll', () => {
    mirror.scrollTop = field.scrollTop;
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const lineFree = !field.value.includes('\n');
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      bar.chosen ? run(field.value, { steps: bar.chosen() }) : run(field.value);
    } else if (event.key === 'ArrowUp' && lineFree && !event.shiftKey) {
      if (recall(1)) event.preventDefault();
    } else if (event.key === 'ArrowDown' && lineFree && !event.shiftKey) {
      if (recall(-1)) event.preventDefault();
    } else if (event.key === 'Escape') {
      if (field.value) type('');
      else field.blur();
    }
  });
  apply.addEventListener('click', () => run(field.value, bar.chosen ? { steps: bar.chosen() } : {}));

  // before what stands under the words
  state.on(['preview'], drawWords, signal);
  feedback(root, app, bar, signal);
  // what “this” means, and what the words are about, is another now
  state.on(['selection', 'scene'], () => field.value.trim() && !apply.ariaBusy && preview(), signal);
  drawWords();
  if (field.value.trim()) preview();
}

/** The words of a command, each with a line under it that says how it was read. */
function underlined(text, explanation) {
  // spans count characters as Python does, not halves of surrogate pairs
  const points = [...text];
  const cut = (start, stop) => points.slice(start, stop).join('');
  const parts = [];
  let at = 0;
  for (const word of explanation.words) {
    const [start, stop] = word.span;
    if (start > at) parts.push(cut(at, start));
    const wrong = explanation.diagnostics?.find((one) => one.span && one.severity !== 'notice' && one.span[0] < stop && start < one.span[1]);
    parts.push(h(`span.word.${word.role}`, { data: { start, stop, wrong: wrong?.severity ?? '' } }, cut(start, stop)));
    at = stop;
  }
  if (at < points.length) parts.push(cut(at, points.length));
  return parts;
}

/** The same for who does not see lines. */
function described(explanation) {
  return explanation.words
    .filter((word) => word.role !== 'joint')
    .map((word) => `“${word.text}”: ${roleName(word)}`)
    .join('; ');
}
