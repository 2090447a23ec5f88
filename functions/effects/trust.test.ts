/** What doors that verify believe: the roots, what was revoked until a minute ago, and no list that somebody has to sign. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../core/index.ts';
import { startTestGround, type TestGround } from '../testing/ground.ts';
import { drawTestKey, publishTrust, rootSigned, TEST_KEYS } from '../testing/trust.ts';
import { createEffects, type Effects } from './index.ts';

let ground: TestGround;
let effects: Effects;
beforeEach(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => {});
  ground = await startTestGround();
  effects = await createEffects(ground.world());
});
afterEach(() => ground.stop());

const revoked = async () => (await effects.trust.read())!.keys.filter((key) => key.revoked).map(({ kid }) => kid);

test('before the first ceremony there is nobody to believe', async () => {
  expect(await effects.trust.read()).toBeUndefined();
});

test('nobody has signed a list for days, and codes are judged', async () => {
  await publishTrust(effects);
  ground.clock.advance(3 * DAY_MS);
  const trust = await effects.trust.read();
  expect(ground.clock.now() - trust!.signedAt).toBeLessThan(MINUTE_MS);
  expect(trust!.keys).toHaveLength(TEST_KEYS.length);
  expect(trust!.policies).toEqual(ground.configuration.policies);
});

test('a key that was revoked is known within a minute, without a list that says so', async () => {
  await publishTrust(effects);
  expect(await revoked()).toEqual([]);
  await effects.trustStore.revokeKey(TEST_KEYS[0]!.kid);
  ground.clock.advance(MINUTE_MS);
  expect(await revoked()).toEqual([TEST_KEYS[0]!.kid]);
});

test('what a stranger has signed is not believed', async () => {
  const signed = await rootSigned({}, await drawTestKey('root'));
  await effects.trustStore.writeKeys(undefined, { signed, publishedAt: ground.clock.now() });
  expect(await effects.trust.read()).toBeUndefined();
});
