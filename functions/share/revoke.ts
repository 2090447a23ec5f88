/** Revoke: a code that stands no more, told to whoever looks: at once online, offline with the next trust list. */
import { type CitizenId, type Instant, instantOf } from '../../core/index.ts';
import type { Code } from '../effects/codes.ts';
import { eachOf } from '../effects/each-of.ts';
import type { Effects } from '../effects/effects.ts';

type RevokingEffects = Pick<Effects, 'codes' | 'revocations'>;

/** From that moment on; one that was superseded before is revoked too: it may lie on a phone that was lost. May be run again. */
export async function revokeCode(
  { codes, revocations }: RevokingEffects,
  citizen: CitizenId,
  { id, expiresAt }: Code,
  from: Instant,
): Promise<void> {
  // The list first: whoever is interrupted finds the code still standing, and revokes it again.
  await revocations.add(id, expiresAt, from);
  await codes.noteRevoked(citizen, id, from);
}

/** Its holder has a newer one, which takes over from that moment on: told online alone, offline it lapses by itself. */
export async function supersedeCode(
  { codes, revocations }: RevokingEffects,
  citizen: CitizenId,
  { id, expiresAt, revokedAt, supersededAt }: Code,
  from: Instant,
): Promise<void> {
  if (isOver(revokedAt, from) || isOver(supersededAt, from)) return;
  await revocations.supersede(id, expiresAt, from);
  await codes.noteSuperseded(citizen, id, from);
}

/** All codes of a citizen to which it applies and that are not revoked yet, many at a time. May be run again, and goes on. */
export async function revokeCodes(
  effects: RevokingEffects & Pick<Effects, 'world'>,
  citizen: CitizenId,
  applies: (code: Code) => boolean = () => true,
): Promise<void> {
  const now = instantOf(effects.world.clock.now());
  const standing = (await effects.codes.list(citizen)).filter((code) => !isOver(code.revokedAt, now) && applies(code));
  await eachOf(standing, (code) => revokeCode(effects, citizen, code, now));
}

const isOver = (at: Instant | undefined, now: Instant) => at !== undefined && at <= now;
