/** Accessible: what a screen reader is told of a control; mini-programs read aria-role, browsers role. */

export function asButton(label?: string) {
  return { role: 'button', 'aria-role': 'button', tabIndex: 0, ...(label ? { 'aria-label': label } : {}) };
}

/** A choice that is on or off, with its state in words because mini-programs have no aria-checked. */
export function asChoice(label: string, state: string) {
  return { role: 'checkbox', 'aria-role': 'checkbox', tabIndex: 0, 'aria-label': `${label}，${state}` };
}

/** One thing to be read as a whole, such as the decision. */
export function asText(label: string) {
  return { role: 'text', 'aria-role': 'text', 'aria-label': label };
}

/** News to be read out when it appears. */
export const asNews = { role: 'status', 'aria-role': 'alert' };
