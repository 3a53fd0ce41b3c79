/**
 * The roles of words, as the service tells them, for people.
 */

const NAMES = {
  verb: 'what to do',
  target: 'what',
  property: 'property',
  value: 'value',
  amount: 'amount',
  place: 'where',
  condition: 'condition',
  lock: 'what stays',
  'follow-up': 'as before',
  joint: '',
  filler: 'passed over',
  remark: 'remark',
  refused: 'no edit',
  unread: 'not understood',
};

/** The roles that are worth a place in a legend, in this order. */
export const LEGEND = Object.keys(NAMES).filter((role) => !['joint'].includes(role));

export function roleName({ role, corrected_to: corrected }) {
  const name = NAMES[role] ?? role;
  return corrected ? `${name}, read as “${corrected}”` : name;
}
