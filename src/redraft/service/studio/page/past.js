/**
 * What the history says of itself: which commands stand, and how undo and redo lead to a revision.
 */

/** The revisions on the two stacks, the one that counts last at the end: their documents' digests. */
function stacks(revisions) {
  const back = [];
  const forth = [];
  let stands = [];
  const origin = (one) => {
    while (one.kind === 'undo' || one.kind === 'redo') one = revisions[one.reverts - 1];
    return one.number;
  };
  for (const [k, one] of revisions.entries()) {
    const left = revisions[k - 1]?.digest;
    if (one.kind === 'undo') {
      back.pop();
      forth.push(left);
      stands.pop();
    } else if (one.kind === 'redo') {
      forth.pop();
      back.push(left);
      stands.push(origin(one));
    } else {
      if (left !== undefined) {
        back.push(left);
        stands.push(one.number);
      }
      forth.length = 0;
    }
  }
  // who reverts takes away what it reverts, unless that was reverted itself
  const gone = new Set();
  for (const number of [...stands].reverse()) {
    const one = revisions[number - 1];
    if (one.kind === 'revert' && !gone.has(number)) gone.add(one.reverts);
  }
  stands = new Set(stands.filter((number) => !gone.has(number)));
  return { back, forth, stands };
}

/** The numbers of the edits and reverts that stand. */
export const standing = (revisions) => stacks(revisions).stands;

/** How often to undo, or to redo, to have the document of a revision again; null: neither leads there. */
export function way(revisions, number) {
  const { digest } = revisions[number - 1];
  if (revisions.at(-1)?.digest === digest) return { kind: 'undo', times: 0 };
  const { back, forth } = stacks(revisions);
  const near = (list) => {
    const at = list.lastIndexOf(digest);
    return at < 0 ? Infinity : list.length - at;
  };
  const [undo, redo] = [near(back), near(forth)];
  if (undo === Infinity && redo === Infinity) return null;
  return undo <= redo ? { kind: 'undo', times: undo } : { kind: 'redo', times: redo };
}

/** A revision in a line: what was said, or what became of what was said. */
export function title(one) {
  const said = { undo: 'Taken back', redo: 'Done again', revert: 'Taken out' }[one.kind];
  if (one.kind === 'create') return 'Opened';
  return said ? `${said}: ${one.command}` : one.command;
}
