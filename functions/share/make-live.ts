/** Make live: of a citizen's codes one is live on each platform; the former goes on for two minutes, until the new one has surely come. */
import { type CitizenId, instantOf, MINUTE_MS } from '../../core/index.ts';
import type { Code } from '../effects/codes.ts';
import type { Effects } from '../effects/effects.ts';
import { ATTEMPTS, stepAside } from '../effects/step-aside.ts';
import { supersedeCode } from './revoke.ts';

export const GRACE_MS = 2 * MINUTE_MS;

/** Wherever it is interrupted, no two stay live: the former is superseded before the next takes its place. */
export async function makeLive(
  effects: Pick<Effects, 'codes' | 'revocations' | 'world'>,
  citizen: CitizenId,
  code: Code,
): Promise<void> {
  const { codes, world } = effects;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await stepAside(world, attempt);
    const live = await codes.readLive(citizen, code);
    const former = live && (await codes.read(citizen, live.code));
    if (former) await supersedeCode(effects, citizen, former, instantOf(world.clock.now() + GRACE_MS));
    if (await codes.replaceLive(citizen, code, live, code)) return;
  }
  throw new Error('the live code changed under every attempt to replace it');
}
