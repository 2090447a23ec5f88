/** Keys over their whole life: drawn, split, published ahead, rotated without a gap, revoked; with Ed25519 and with SM2. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type CitizenId,
  DAY_MS,
  formatInstant,
  HOUR_MS,
  type Instant,
  instantOf,
  type JurisdictionCode,
} from '../../../core/index.ts';
import { writeCredential } from '../../../core/share-code/credential.ts';
import { provenBytes, writeShowing } from '../../../core/share-code/showing.ts';
import type { SigningAlgorithm } from '../../../core/share-code/signed-key.ts';
import { type PublishedTrustList, readTrustList, type TrustList } from '../../../core/share-code/trust-list.ts';
import { verifyShowing } from '../../../core/share-code/verify.ts';
import { createEffects, type Effects } from '../../effects/index.ts';
import type { AccountKey, CodeId, DocumentRef } from '../../effects/items.ts';
import { rootKeysOf } from '../../effects/root-keys.ts';
import { TRUST_MEANS } from '../../effects/trust.ts';
import { listNamed } from '../../effects/trust-store.ts';
import { handle as signList } from '../../sign-list.ts';
import { drawKeyPair, readyToSign } from '../../signing/key-pair.ts';
import { signingSecretOf } from '../../signing/private-key.ts';
import { signCose } from '../../signing/sign-cose.ts';
import { startTestGround, type TestGround } from '../../testing/ground.ts';
import { drawTestKey } from '../../testing/trust.ts';
import { ONLINE_USES } from '../../trust/key-life.ts';
import { writeKeysAndPolicies } from '../../trust/keys-and-policies.ts';
import { draft } from './draft.ts';
import { inForce } from './in-force.ts';
import type { KeysMeans } from './means.ts';
import { runKeysOrder } from './orders.ts';
import { readPublished } from './published.ts';
import { drawRoot, joinShares } from './shares.ts';

let ground: TestGround;
let effects: Effects;
let means: KeysMeans;
let folder: string;
let ending: Set<string>;
let signed: { at: Instant; list: PublishedTrustList }[];
const device = await drawKeyPair('Ed25519');
const deviceSign = await readyToSign('Ed25519', device.privateKey);

beforeEach(() => setUp('Ed25519'));
afterEach(async () => {
  await ground.stop();
  rmSync(folder, { recursive: true });
});

async function setUp(algorithm: SigningAlgorithm): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'huren-keys-'));
  const { root, shares } = await drawRoot(algorithm);
  for (const share of shares) writeFileSync(shareFile(share.number), JSON.stringify(share));
  ground = await startTestGround();
  ground.configuration.roots = { current: root, next: null };
  for (const use of ONLINE_USES) ground.secrets[signingSecretOf(use)] = {};
  const built = await createEffects({ ...ground.world(), env: { ...ground.world().env, ISSUER_ALGORITHM: algorithm } });
  ending = new Set();
  effects = { ...built, log: (code, more) => void (code === 'keys-ending' && ending.add(`${more?.use}`)) };
  signed = [];
  means = {
    clock: ground.clock,
    trustStore: effects.trustStore,
    revocations: effects.revocations,
    codes: effects.codes,
    acts: effects.acts,
    secrets: {
      read: async (use) => ground.secrets[signingSecretOf(use)]!,
      async write(use, fields) {
        ground.secrets[signingSecretOf(use)] = fields;
      },
    },
    roots: rootKeysOf(ground.configuration.roots),
    algorithm,
    policies: ground.configuration.policies,
    words: { notice: { zh: '不得拒绝', en: 'No refusing' } },
    signNow: hour,
  };
}

/** What the schedule does; keeps the list as phones fetch it. */
async function hour(): Promise<void> {
  await signList(effects);
  const { digest } = await effects.trustStore.readList();
  const list = digest && (await effects.documents.read(listNamed(digest)));
  if (list) signed.push({ at: ground.clock.now(), list: list as PublishedTrustList });
}

const shareFile = (number: number) => join(folder, `share-${number}.json`);
const SHARES = ['--share', '1', '--share', '3'];
const order = (...argv: string[]) =>
  runKeysOrder(
    argv.map((word) => (/^[123]$/.test(word) ? shareFile(Number(word)) : word.replace('@', `${folder}/`))),
    async () => means,
  );
async function done(...argv: string[]): Promise<string> {
  const { text, failed } = await order(...argv);
  if (failed) throw new Error(text);
  return text;
}
const begin = async () => `${await done('next')}\n${await done('publish', ...SHARES, '--first')}`;

/** The list that a phone has which last fetched so long ago; `undefined`: there was none yet. */
function listOf(agoMs = 0): TrustList | undefined {
  const then = ground.clock.now() - agoMs;
  const held = signed.filter(({ at }) => at <= then).at(-1);
  const read = held && readTrustList(held.list, means.roots, undefined, TRUST_MEANS);
  if (read?.kind === 'refused') throw new Error(read.reason);
  return read?.list;
}

/** A code issued now. */
async function issue(): Promise<Uint8Array> {
  const now = ground.clock.now();
  const credential = writeCredential({
    id: '0011223344556677',
    issuedAt: now,
    expiresAt: instantOf(now + 48 * HOUR_MS),
    deviceKey: device.publicKey,
    name: '欧***试',
    last4: '0014',
    asOf: now,
    complete: true,
    results: [
      { sampleCollectedAt: instantOf(now - 9 * HOUR_MS), reportIssuedAt: instantOf(now - HOUR_MS), poolSize: 1 },
    ],
    samplings: [],
  });
  return effects.signer.sign('share', credential, now);
}

function verdict(credential: Uint8Array, trust = listOf()): string {
  const now = ground.clock.now();
  const signature = deviceSign(provenBytes(credential, { shownAt: now }));
  const showing = writeShowing({ credential, proof: { shownAt: now, signature } });
  const venue = { jurisdiction: '310000' as JurisdictionCode, scene: 'public-places' as const };
  const said = verifyShowing(
    showing,
    venue,
    trust,
    { kind: 'known', now, memory: { offsetMs: 0, newest: now } },
    TRUST_MEANS,
  );
  return 'reason' in said ? `${said.kind} ${said.reason}` : said.kind;
}
const kidsOf = async (use: string) =>
  (await readPublished(means)).keys.filter((key) => key.use === use).map(({ kid }) => kid);

describe('what is mistaken names its remedy', () => {
  test.each<[string[], RegExp]>([
    [[], /^Say what to do\./],
    [['rotate'], /^There is no order rotate\./],
    [['show', 'all'], /^Too many words\./],
    [['revoke'], /^Say what to revoke\./],
    [['next', '--first'], /^next knows no --first\./],
    [['next', '--use', 'root'], /^There is no use root; say one of share, venue/],
    [['next', '--keep'], /Unknown option '--keep'/],
    [['draft'], /--out <file>/],
    [['publish'], /^Give a signed file, or shares/],
    [['publish', 'file', '--share', '1'], /^Give a signed file, or shares/],
    [['publish', '@nothing'], /cannot be read: ENOENT/],
    [['publish', '--share', '1'], /^Give 2 different shares/],
    [['publish', '--share', '1', '--share', '1'], /^Give 2 different shares/],
    [['sign', '1', '--share', '1', '--share', '2', '--out', '@s'], /^This is no draft/],
    [['init-roots'], /--out with an empty folder/],
    [['init-roots', '--out', '@roots', '--algorithm', 'RSA'], /Ed25519 or SM2/],
    [['revoke', '00000000'], /^00000000 is no key of ours/],
    [['revoke-code', '1234'], /sixteen digits/],
  ])('%j', async (argv, mistake) => {
    expect(await order(...argv)).toEqual({ failed: true, text: expect.stringMatching(mistake) });
  });
});

describe('roots', () => {
  test.each<SigningAlgorithm>(['Ed25519', 'SM2'])('of %s are whole from any two shares of three', async (algorithm) => {
    const { root, shares } = await drawRoot(algorithm);
    for (const left of [0, 1, 2]) {
      const { root: joined } = await joinShares(shares.filter((_, at) => at !== left));
      expect(joined).toEqual(root);
    }
    expect(JSON.stringify(root)).not.toContain('share');
  });

  test('an altered share, and shares of two roots, are told', async () => {
    const [one, other] = [await drawRoot('Ed25519'), await drawRoot('Ed25519')];
    const altered = { ...one.shares[1]!, share: other.shares[1]!.share };
    await expect(joinShares([one.shares[0]!, altered])).rejects.toThrow(/do not make the root/);
    await expect(joinShares([one.shares[0]!, other.shares[1]!])).rejects.toThrow(/shares of different roots/);
  });

  test('are drawn into a folder of their own, six shares and the file for config/, readable by nobody else', async () => {
    expect(await done('init-roots', '--out', '@roots')).toMatch(/^Roots [0-9a-f]{8} \(current\) and/);
    const { current, next } = JSON.parse(readFileSync(join(folder, 'roots/roots.json'), 'utf8'));
    for (const { kid } of [current, next])
      for (const number of [1, 2, 3]) {
        const share = JSON.parse(readFileSync(join(folder, `roots/root-${kid}-share-${number}.json`), 'utf8'));
        expect(share).toMatchObject({ kid, number });
      }
    expect((await order('init-roots', '--out', '@roots')).text).toMatch(/is not empty/);
  });

  test('that nobody has drawn yet are named as what is missing', async () => {
    await done('next');
    means = { ...means, roots: [] };
    expect(await done('show')).toMatch(/config\/roots.json names no root yet: npm run keys -- init-roots/);
    expect((await order('publish', ...SHARES, '--first')).text).toMatch(/^config\/roots.json names no root yet/);
  });

  test('that config/ does not name sign nothing that is published', async () => {
    await done('next');
    const stranger = await drawRoot('Ed25519');
    for (const share of stranger.shares) writeFileSync(shareFile(share.number), JSON.stringify(share));
    expect((await order('publish', ...SHARES, '--first')).text).toMatch(
      /^No root of config\/roots.json has signed this/,
    );
  });
});

describe('a new key', () => {
  test('signs nothing until it is published, and at once only where none stands and --first is said', async () => {
    await done('next');
    await expect(effects.signer.sign('share', new Uint8Array(1), ground.clock.now())).rejects.toThrow(
      /no key signs for share/,
    );
    expect((await order('publish', ...SHARES)).text).toMatch(/^No key of share signs now(.*)say --first/);
    await done('publish', ...SHARES, '--first');
    expect(verdict(await issue())).toBe('admit');
    await done('next');
    await done('publish', ...SHARES);
    const ahead = (await readPublished(means)).keys.map(({ signsFrom }) => signsFrom - ground.clock.now());
    // The list key arrives with its list.
    expect(ahead.filter((ms) => ms > 0)).toHaveLength(4);
    expect(ahead.filter((ms) => ms > 0 && ms < 48 * HOUR_MS)).toEqual([]);
  });

  test('in three steps: drafted, signed elsewhere, published', async () => {
    await done('next');
    expect(await done('draft', '--out', '@draft', '--first')).toMatch(/share {4}[0-9a-f]{8} {2}Ed25519/);
    expect(await done('sign', '@draft', ...SHARES, '--out', '@signed')).toMatch(/^Signed by root/);
    expect((await order('publish', '@signed')).text).toMatch(/say --first/);
    expect(await done('publish', '@signed', '--first')).toMatch(/In force: trust list/);
    expect(verdict(await issue())).toBe('admit');
    expect((await order('draft', '--out', '@draft')).text).toMatch(/is there already/);
  });

  test('drafted before another was published is refused, for phones would', async () => {
    await begin();
    await done('next', '--use', 'venue');
    await done('draft', '--out', '@draft');
    await done('sign', '@draft', ...SHARES, '--out', '@signed');
    means = { ...means, words: { notice: { zh: '通知', en: 'Notice' } } };
    await done('publish', ...SHARES);
    expect((await order('publish', '@signed')).text).toMatch(/^Something has been published since/);
  });

  test('of which nothing has changed is signed in the same bytes', async () => {
    await begin();
    const before = (await effects.trustStore.readKeys())!;
    await done('publish', ...SHARES);
    expect(await effects.trustStore.readKeys()).toEqual(before);
  });

  test('beside one that stands is refused before 48 hours, whatever is said', async () => {
    await begin();
    await done('next', '--use', 'share');
    const content = await draft(means, false);
    const early = content.keys.map((key) =>
      key.signsFrom > ground.clock.now() ? { ...key, signsFrom: instantOf(ground.clock.now() + 47 * HOUR_MS) } : key,
    );
    writeFileSync(join(folder, 'early'), writeKeysAndPolicies({ ...content, keys: early }));
    await done('sign', '@early', ...SHARES, '--out', '@signed');
    for (const more of [[], ['--first']])
      expect((await order('publish', '@signed', ...more)).text).toMatch(/published 48 hours before it signs/);
  });

  test('that nobody of ours has drawn is not published', async () => {
    await begin();
    const content = await draft(means, false);
    const strange = await drawTestKey('share', { signsFrom: instantOf(ground.clock.now() + 90 * HOUR_MS) });
    writeFileSync(join(folder, 'strange'), writeKeysAndPolicies({ ...content, keys: [...content.keys, strange] }));
    await done('sign', '@strange', ...SHARES, '--out', '@signed');
    expect((await order('publish', '@signed')).text).toMatch(/^Nobody of ours has drawn/);
  });

  test('does not drive out one whose codes still stand', async () => {
    await begin();
    const content = await draft(means, false);
    writeFileSync(join(folder, 'less'), writeKeysAndPolicies({ ...content, keys: content.keys.slice(1) }));
    await done('sign', '@less', ...SHARES, '--out', '@signed');
    expect((await order('publish', '@signed')).text).toMatch(/is missing, and what it has signed still stands/);
  });

  test('is drawn once, however often somebody asks', async () => {
    await done('next', '--use', 'venue');
    expect(await done('next', '--use', 'venue')).toMatch(/waits already/);
  });

  test('is not published over somebody else’s publication', async () => {
    await begin();
    await done('next');
    const stale = {
      ...effects.trustStore,
      readKeys: async () => ({ ...(await effects.trustStore.readKeys())!, v: 0 }),
    };
    means = { ...means, trustStore: stale };
    expect((await order('publish', ...SHARES)).text).toMatch(/^Somebody else has published meanwhile/);
  });
});

describe('rotation', () => {
  test('leaves the old key’s codes good, and the new one’s are known to a phone with the former list', async () => {
    await begin();
    const [old] = await kidsOf('share');
    const end = (await readPublished(means)).keys[0]!.signsUntil;
    ground.clock.advance(end - 4 * DAY_MS - ground.clock.now());
    await done('next');
    await done('publish', ...SHARES);
    ground.clock.advance(end - HOUR_MS - ground.clock.now());
    await hour();
    const before = await issue();
    expect(Buffer.from(before).toString('hex')).toContain(old!);
    ground.clock.advance(HOUR_MS);
    const after = await issue();
    expect(Buffer.from(after).toString('hex')).not.toContain(old!);
    expect(verdict(before)).toBe('admit');
    // An hour old, made while the old key signed.
    expect(verdict(after)).toBe('admit');
    await hour();
    expect(verdict(before)).toBe('admit');
    // A code that claims to be signed by the old key from now on is none.
    const secret = ground.secrets[signingSecretOf('share')]![old!]!;
    ground.secrets[signingSecretOf('share')] = {
      [old!]: JSON.stringify({ ...JSON.parse(secret), signsUntil: '2030-01-01T00:00:00+08:00' }),
    };
    ground.clock.advance(HOUR_MS);
    await hour();
    expect(verdict(await issue())).toBe('refuse forged');
  });

  test('has no gap in 500 days for whoever follows the alarm, whatever list within 48 hours a phone has', async () => {
    await begin();
    const STEP_MS = 47 * HOUR_MS;
    let rotations = 0;
    for (let passed = 0; passed < 500 * DAY_MS; passed += STEP_MS) {
      ground.clock.advance(STEP_MS);
      ending.clear();
      await hour();
      const code = await issue();
      expect(verdict(code), `after ${passed / DAY_MS} days`).toBe('admit');
      const former = listOf(STEP_MS);
      if (former) expect(verdict(code, former), `former list, after ${passed / DAY_MS} days`).toBe('admit');
      if (ending.size === 0) continue;
      // Somebody is told, and comes the day after.
      ground.clock.advance(DAY_MS);
      await done('next');
      await done('publish', ...SHARES);
      rotations += 1;
    }
    expect(rotations).toBe(2);
    // Keys whose every code has expired are gone from the list, and from the secrets.
    expect((await kidsOf('share')).length).toBeLessThanOrEqual(2);
    expect(Object.keys(ground.secrets[signingSecretOf('share')]!).length).toBeLessThanOrEqual(2);
    expect((await kidsOf('venue')).length).toBeGreaterThan(2);
  }, 120_000);

  test('also changes the algorithm', async () => {
    await begin();
    means = { ...means, algorithm: 'SM2' };
    await done('next', '--use', 'share');
    await done('publish', ...SHARES);
    const [first, second] = (await readPublished(means)).keys.filter(({ use }) => use === 'share');
    expect([first!.algorithm, second!.algorithm]).toEqual(['Ed25519', 'SM2']);
    expect(verdict(await issue())).toBe('admit');
    // The stage says SM2 by now, and its key is not known long enough: the other goes on.
    const now = await createEffects({ ...ground.world(), env: { ...ground.world().env, ISSUER_ALGORITHM: 'SM2' } });
    effects = { ...effects, signer: now.signer };
    const before = await issue();
    expect(Buffer.from(before).toString('hex')).toContain(first!.kid);
    ground.clock.advance(second!.signsFrom - ground.clock.now());
    await hour();
    const after = await issue();
    expect(Buffer.from(after).toString('hex')).toContain(second!.kid);
    expect(verdict(after)).toBe('admit');
  });
});

test('after a root was stolen the next one signs what the secrets hold, and the stolen one’s word is nobody’s', async () => {
  await begin();
  const code = await issue();
  const stolen = await order('draft', '--out', '@stolen');
  expect(stolen.failed).toBe(false);
  await done('sign', '@stolen', ...SHARES, '--out', '@signed');
  const next = await drawRoot('Ed25519');
  for (const share of next.shares) writeFileSync(shareFile(share.number), JSON.stringify(share));
  ground.configuration.roots.current = next.root;
  means = { ...means, roots: rootKeysOf(ground.configuration.roots) };
  const built = await createEffects(ground.world());
  effects = { ...built, log: () => {} };
  expect((await order('publish', '@signed')).text).toMatch(/^No root of config\/roots.json has signed this/);
  expect(await done('show')).toMatch(/signed by no root of config\/roots.json: publish anew/);
  expect(await done('publish', ...SHARES, '--first')).toMatch(/In force/);
  expect(verdict(code)).toBe('admit');
  expect(verdict(await issue())).toBe('admit');
});

describe('revocation', () => {
  test('of a key takes one order: its codes are refused with the next list, and the one that stands by goes on', async () => {
    await begin();
    await done('next');
    await done('publish', ...SHARES);
    ground.clock.advance(80 * HOUR_MS);
    await hour();
    const [first, second] = await kidsOf('share');
    const lost = await issue();
    expect(Buffer.from(lost).toString('hex')).toContain(first!);
    const former = listOf();
    expect(await done('revoke', first!)).toMatch(new RegExp(`${second} goes on in its place(.|\\n)*In force`));
    expect(verdict(lost)).toBe('refuse forged');
    // A phone that has not refreshed does not know yet; after 48 hours it asks instead of believing.
    expect(verdict(lost, former)).toBe('admit');
    const next = await issue();
    expect(Buffer.from(next).toString('hex')).toContain(second!);
    expect([verdict(next), verdict(next, former)]).toEqual(['admit', 'admit']);
    ground.clock.advance(48 * HOUR_MS);
    expect(verdict(lost, former)).toBe('ask-online trust-list');
    // The root says the same with the next publication.
    await done('publish', ...SHARES);
    expect((await readPublished(means)).keys.find(({ kid }) => kid === first)?.revoked).toBe(true);
    expect(verdict(lost)).toBe('refuse forged');
  });

  test('is not undone by a draft made before it', async () => {
    await begin();
    await done('draft', '--out', '@draft');
    await done('sign', '@draft', ...SHARES, '--out', '@signed');
    await done('revoke', (await kidsOf('share'))[0]!);
    expect((await order('publish', '@signed')).text).toMatch(/was revoked since this was drafted/);
  });

  test('of the only key says what to do, and a new one may sign at once', async () => {
    await begin();
    const [only] = await kidsOf('share');
    expect(await done('revoke', only!)).toMatch(/next --use share, then publish --first/);
    await done('next', '--use', 'share');
    await done('publish', ...SHARES, '--first');
    expect(verdict(await issue())).toBe('admit');
  });

  test('while the one that stands by is young says from when codes are signed again, and a new one signs at once', async () => {
    await begin();
    await done('next');
    await done('publish', ...SHARES);
    const [only, young] = await kidsOf('share');
    const from = (await readPublished(means)).keys.find(({ kid }) => kid === young)!.signsFrom;
    const said = `nothing signs share until ${formatInstant(from)}, when ${young} may: for a key that signs at once, next --use share, then publish --first`;
    expect(await done('revoke', only!)).toContain(`From now on ${said}.\n`);
    expect(await done('show')).toContain(`  ! ${said}\n`);
    expect(ending).toContain('share');
    await expect(issue()).rejects.toThrow(/no key signs for share/);
    await done('next', '--use', 'share');
    expect((await order('publish', ...SHARES)).text).toMatch(/^No key of share signs now(.*)say --first/);
    const first = /share: ([0-9a-f]{8}) may sign from 2022-08-01/.exec(await done('publish', ...SHARES, '--first'))![1];
    const code = await issue();
    expect(Buffer.from(code).toString('hex')).toContain(first);
    expect(verdict(code)).toBe('admit');
    expect(await done('show')).not.toContain('nothing signs');
    // It signs as long as any key, and the one that was young stands by after it.
    const stoodIn = (await readPublished(means)).keys.find(({ kid }) => kid === first)!;
    expect(stoodIn.signsUntil - stoodIn.signsFrom).toBe(180 * DAY_MS);
    ground.clock.advance(from - ground.clock.now());
    expect(await done('show')).toMatch(new RegExp(`${first} .* signs until (.|\\n)*${young} .* stands by until`));
    ground.clock.advance(stoodIn.signsUntil - ground.clock.now());
    await hour();
    const after = await issue();
    expect(Buffer.from(after).toString('hex')).toContain(young);
    expect(verdict(after)).toBe('admit');
  });

  test('of keys whose private halves are gone leaves nobody waiting for them', async () => {
    await begin();
    ground.secrets[signingSecretOf('share')] = {};
    expect(await done('show')).toMatch(/private half is gone\n {2}! nothing signs share: /);
    await done('next', '--use', 'share');
    await done('publish', ...SHARES, '--first');
    expect(verdict(await issue())).toBe('admit');
  });

  test('discards one that waits, also when a root has signed its draft', async () => {
    await begin();
    const [, leaked] = /share: ([0-9a-f]{8}) drawn/.exec(await done('next', '--use', 'share'))!;
    expect(await done('next', '--use', 'share')).toContain(`${leaked} waits already; npm run keys -- revoke ${leaked}`);
    await done('draft', '--out', '@draft');
    await done('sign', '@draft', ...SHARES, '--out', '@signed');
    expect(await done('revoke', leaked!)).toMatch(/is discarded: it has signed nothing/);
    expect(Object.keys(ground.secrets[signingSecretOf('share')]!)).not.toContain(leaked);
    expect((await order('publish', '@signed')).text).toMatch(/^Nobody of ours has drawn/);
    await done('publish', ...SHARES);
    expect(await kidsOf('share')).not.toContain(leaked);
    expect(await done('next', '--use', 'share')).toMatch(/drawn/);
    expect(verdict(await issue())).toBe('admit');
    const acts = (await done('acts')).split('\n').map((line) => line.replace(/^\S+ {2}/, ''));
    expect(acts.filter((act) => act.includes(leaked!))).toEqual([
      `key-drawn  ${leaked}  by operators`,
      `key-discarded  ${leaked}  by operators`,
    ]);
    expect(acts).toContain('keys-published  edition 1  by operators');
  });

  test('of the only list key is refused, for nobody could say it', async () => {
    await begin();
    const [only] = await kidsOf('list');
    expect((await order('revoke', only!)).text).toMatch(/only list key that signs/);
    await done('next', '--use', 'list');
    await done('publish', ...SHARES);
    expect(await done('revoke', only!)).toMatch(/goes on in its place(.|\n)*In force/);
    expect(verdict(await issue())).toBe('admit');
  });

  test('of a code by its printed number', async () => {
    await begin();
    const holder = 'holder' as CitizenId;
    const now = ground.clock.now();
    await effects.codes.add(holder, {
      id: '0011223344556677' as CodeId,
      platform: 'paper',
      account: 'account' as AccountKey,
      document: 'doc001' as DocumentRef,
      issuedAt: now,
      expiresAt: instantOf(now + 2 * DAY_MS),
    });
    const code = await issue();
    expect(await order('revoke-code', '0011-2233-4455-6678')).toEqual({
      failed: true,
      text: expect.stringMatching(/^No code 0011 2233 4455 6678 stands: a digit is wrong, or it has expired/),
    });
    expect(verdict(code)).toBe('admit');
    expect(await done('revoke-code', '0011-2233 4455-6677')).toMatch(/^The code 0011 2233 4455 6677 is revoked/);
    expect(verdict(code)).toBe('ask-online renew');
    // Among their codes its holder reads that it stands no more.
    const [held] = await effects.codes.list(holder);
    expect(held!.revokedAt).toBeLessThanOrEqual(ground.clock.now());
    ground.clock.advance(2 * DAY_MS + HOUR_MS);
    expect((await order('revoke-code', '0011-2233-4455-6677')).text).toMatch(/it has expired/);
  });

  test('is in force with a list that was begun after the order, and with no other', async () => {
    await begin();
    const begunBefore = await effects.trustStore.readList();
    let ordered = 0;
    means = {
      ...means,
      clock: { ...means.clock, sleep: async (ms) => ground.clock.advance(ms) },
      // A run of sign-list that had read the items before the order comes to its end.
      async signNow() {
        ordered += 1;
        const { digest = '', keysAndPolicies = '', edition = 0, seq = 0 } = begunBefore;
        const list = { digest, keysAndPolicies, edition, seq: seq + 1, signedAt: ground.clock.now() };
        expect(await effects.trustStore.writeList(begunBefore, list)).toBe(true);
      },
    };
    expect(await inForce(means)).toMatch(/^Ordered, but no trust list that says so was signed within 90 s/);
    expect(ordered).toBe(1);
    means = { ...means, signNow: hour };
    expect(await inForce(means)).toMatch(/^In force: trust list/);
  });
});

test('whoever has stolen the list key and the ledger adds no key', async () => {
  await begin();
  const published = (await effects.trustStore.readKeys())!;
  const own = await drawTestKey('share');
  const root = await drawTestKey('root');
  const sign = await readyToSign('Ed25519', root.privateKey);
  const content = { edition: 2, keys: [...(await readPublished(means)).keys, own], policies: [], words: {} };
  const forged = signCose({ ...root, kid: means.roots[0]!.kid }, sign, writeKeysAndPolicies(content));
  const list = Buffer.from(
    await effects.signer.sign(
      'list',
      Buffer.from(
        JSON.stringify({
          seq: 99,
          signedAt: '2022-08-01T07:45:00+08:00',
          keysAndPolicies: Buffer.from(TRUST_MEANS.sha256(forged)).toString('base64url'),
          revoked: 'AAAAAAA',
        }),
      ),
      ground.clock.now(),
    ),
  ).toString('base64url');
  const read = (keysAndPolicies: string) =>
    readTrustList({ keysAndPolicies, list }, means.roots, undefined, TRUST_MEANS);
  expect(read(Buffer.from(forged).toString('base64url'))).toEqual({ kind: 'refused', reason: 'forged' });
  expect(read(published.signed)).toEqual({ kind: 'refused', reason: 'other-keys' });
});

test('an issuer of SM2 is published, signs and is verified like any other', async () => {
  await ground.stop();
  rmSync(folder, { recursive: true });
  await setUp('SM2');
  await begin();
  expect((await readPublished(means)).keys.map(({ algorithm }) => algorithm)).toEqual(Array(5).fill('SM2'));
  const code = await issue();
  expect(verdict(code)).toBe('admit');
  const altered = Uint8Array.from(code, (byte, at) => (at === code.length - 1 ? byte ^ 1 : byte));
  expect(verdict(altered)).toBe('refuse forged');
});

test('what it shows says who signs, who stands by, and what somebody should do', async () => {
  expect(await done('show')).toMatch(
    /No trust list yet(.|\n)*No keys and policies yet(.|\n)*! nothing signs share: for a key that signs at once, next --use share, then publish --first/,
  );
  await begin();
  const shown = await done('show');
  expect(shown).toMatch(/Trust list \d+, signed 2022-08-01T07:4/);
  expect(shown).toMatch(/share:\n {2}[0-9a-f]{8} {2}Ed25519 {2}signs until 2023-01-28/);
  expect(shown.match(/! nothing stands by/g)).toHaveLength(5);
  await done('next', '--use', 'share');
  expect(await done('show')).toMatch(/drawn, waits to be published/);
  await done('publish', ...SHARES);
  expect(await done('show')).toMatch(/known to verifiers, may sign from 2022-08-04/);
  means = { ...means, policies: [] };
  expect(await done('show')).toMatch(/say otherwise by now: npm run keys -- publish/);
  ground.clock.advance(179 * DAY_MS);
  expect(await done('show')).toMatch(/venue:\n.*\n {2}! the last key ends in 0 days/);
});
