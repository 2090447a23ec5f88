/** `revoke-code`: one code stands no more, by the number that is printed under it; its holder reads so among their codes. */
import { DAY_MS, instantOf } from '../../../core/index.ts';
import { codeNumber } from '../../share/code-number.ts';
import { revokeCode as revoke } from '../../share/revoke.ts';
import { Mistake } from '../mistake.ts';
import { inForce } from './in-force.ts';
import type { KeysMeans } from './means.ts';

/** No code lives longer. */
const LONGEST_CODE_MS = 7 * DAY_MS;

/** `number`: as a printed code shows it, in groups of four. Nobody's identity is opened: a code knows whose it is by an id alone. */
export async function revokeCode(means: KeysMeans, number: string): Promise<string> {
  const id = number.replace(/[\s-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{16}$/.test(id))
    throw new Mistake('A code has sixteen digits 0-9 and a-f, printed in groups of four: 0011-2233-4455-6677.');
  const { codes, clock } = means;
  const now = instantOf(clock.now());
  const owner = await codes.ownerOf(id);
  if (!owner)
    throw new Mistake(
      `No code ${codeNumber(id)} stands: a digit is wrong, or it has expired, and then no door admits it. Compare it with the paper, digit by digit.`,
    );
  const code = await codes.read(owner.citizen, id);
  if (code) await revoke(means, owner.citizen, code, now);
  // Its holder has had everything deleted; the paper is still about.
  else await means.revocations.add(id, instantOf(now + LONGEST_CODE_MS), now);
  // Not which: that would lead to its holder for longer than the code does.
  await means.acts.note('keys', { act: 'code-revoked' });
  return `The code ${codeNumber(id)} is revoked.\n${await inForce(means)}`;
}
