/** Codes that are issued while keys change hold at a gate without a network, whatever the moment. */
import { beforeEach, expect, test, vi } from 'vitest';
import { DAY_MS, instantOf, type JurisdictionCode } from '../../core/index.ts';
import { readTrustList } from '../../core/share-code/trust-list.ts';
import { verifyShowing } from '../../core/share-code/verify.ts';
import { createSharingEffects } from '../effects/for-sharing.ts';
import { TRUST_MEANS } from '../effects/trust.ts';
import { handle as signList } from '../sign-list.ts';
import { beginAtTheDoors, doors, ground } from '../testing/at-the-doors.ts';
import { newCode, showing } from '../testing/phone-key.ts';
import { somebody } from '../testing/tested.ts';
import { drawTestKey, publishTrust, signingSecrets, TEST_KEYS, TEST_ROOT, type TestKey } from '../testing/trust.ts';

beginAtTheDoors();
beforeEach(async () => {
  for (const level of ['warn', 'info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  // What the deployed door has: it remembers for some seconds what was revoked.
  doors.effects.signer = (await createSharingEffects(ground.world())).signer;
});

/** Of share codes these are all there are. */
async function publish(...shareKeys: TestKey[]): Promise<void> {
  const keys = [...TEST_KEYS.filter(({ use }) => use !== 'share'), ...shareKeys];
  Object.assign(ground.secrets, signingSecrets(keys));
  await publishTrust(doors.effects, keys);
}

/** What a gate says that has fetched its list just now. */
async function verdict({ body, key }: Awaited<ReturnType<typeof newCode>>): Promise<string> {
  const published = await (await fetch(`${ground.documentsUrl}/trust-list`)).json();
  const read = readTrustList(published, [TEST_ROOT], undefined, TRUST_MEANS);
  if (read.kind === 'refused') throw new Error(read.reason);
  const now = ground.clock.now();
  const time = { kind: 'known', now, memory: { offsetMs: 0, newest: now } } as const;
  const venue = { jurisdiction: '310000' as JurisdictionCode, scene: 'public-places' as const };
  const said = verifyShowing(showing(body.credential, key, now), venue, read.list, time, TRUST_MEANS);
  return 'reason' in said ? said.reason : said.kind;
}

test('after a key was revoked the next one signs before the list is told', async () => {
  const [first, standby] = [
    await drawTestKey('share', { signsUntil: instantOf(ground.clock.now() + DAY_MS) }),
    await drawTestKey('share'),
  ];
  await publish(first, standby);
  const { token } = await somebody();
  const former = await newCode(doors, token);
  expect(await verdict(former)).toBe('admit');
  await doors.effects.trustStore.revokeKey(first.kid);
  await doors.effects.trustStore.want();
  ground.clock.advance(10_000);
  const next = await newCode(doors, token);
  await signList(doors.effects);
  expect([await verdict(former), await verdict(next)]).toEqual(['forged', 'admit']);
});

test('while one key takes over from another, the code is signed by the one whose turn it was when it says so', async () => {
  const turn = instantOf(Math.ceil(ground.clock.now() / 1_000) * 1_000 + 60_000);
  await publish(await drawTestKey('share', { signsUntil: turn }), await drawTestKey('share', { signsFrom: turn }));
  const { token } = await somebody();
  const { codes } = doors.effects;
  // The clock runs on meanwhile.
  ground.clock.advance(turn - 15_000 - ground.clock.now());
  const slow = vi.spyOn(codes, 'add').mockImplementationOnce(async (...code) => {
    slow.mockRestore();
    await codes.add(...code);
    ground.clock.advance(turn + 20 - ground.clock.now());
  });
  const across = await newCode(doors, token);
  expect([await verdict(across), await verdict(await newCode(doors, token))]).toEqual(['admit', 'admit']);
});
