/** The id of a dependent, drawn by this phone: it says nothing of anybody. */

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 8;

/** `random`: at least as many bytes; without a generator the clock's and Math.random's chance is enough: it is no secret, only the guardian's own name for somebody. */
export function dependentIdOf(random: Uint8Array | undefined): string {
  let id = '';
  for (let at = 0; at < LENGTH; at += 1) {
    const number = random?.[at] ?? Math.floor(Math.random() * 256);
    id += LETTERS[number % LETTERS.length];
  }
  return id;
}
