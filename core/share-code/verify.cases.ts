/** One showing judged: what is admitted, and each attack by name. By whatever means are given in, so that it also runs in the bare context. */
import type { Case } from '../cases.ts';
import { encodeBase45 } from '../certificate/base45.ts';
import { writeCbor } from '../certificate/cbor.ts';
import { signedBytes } from '../certificate/cose-sign1.ts';
import { HOUR_MS, instantOf, MINUTE_MS, parseInstant } from '../instant.ts';
import type { JurisdictionCode } from '../jurisdiction.ts';
import { writeCredential } from './credential.ts';
import { fromHex } from './hex.ts';
import { revocationPrefix } from './revocations.ts';
import { type FamilyPlace, PREFIX, provenBytes, readShowing, type Showing, writeShowing } from './showing.ts';
import { august, later, NOW, type Samples, type Signer, VENUE, word } from './signed.samples.ts';
import { boundTo } from './signed-key.ts';
import { type KnownList, readTrustList } from './trust-list.ts';
import { type Verification, verifyShowing } from './verify.ts';

export function verificationCases(samples: Samples): Case[] {
  const { shown, judge, keys, signer, trustList, credential, coseSign1, means, clock, sign } = samples;
  const nothing = { credential: { results: [] } };
  const of = (...items: number[]) => Uint8Array.from(items);
  const raw = (bytes: Uint8Array) => PREFIX + encodeBase45(bytes);
  /** What our key has signed and the device has shown, with another payload or header than we write. */
  const odd = (payload: Uint8Array, change = (bytes: Uint8Array) => bytes) => {
    const bytes = change(coseSign1(keys.share, payload));
    const proof = { shownAt: NOW };
    const signature = sign(keys.device.seed, provenBytes(bytes, proof));
    return writeShowing({ credential: bytes, proof: { ...proof, signature } });
  };
  const family: FamilyPlace = { position: 2, of: 3, mark: 0xfe01 };
  /** As it was signed, with another place in the family, or none, put beside the signature. */
  const moved = (from: FamilyPlace | undefined, to: FamilyPlace | undefined) => {
    const { credential: bytes, proof } = readShowing(shown({ family: from })) as Required<Showing>;
    return writeShowing({ credential: bytes, proof: { ...proof, family: to } });
  };
  /** Shown by our phone, with these parts behind the signature. */
  const behind = (...more: unknown[]) => raw(writeCbor([of(1), 1, of(1), ...more]));
  const challengeOf = (length: number) => new Uint8Array(length).fill(7);
  /** A sheet that was good until a minute ago. */
  const printed = (by: Signer, as?: Signer) =>
    shown({ by, as, proof: false, credential: { deviceKey: undefined, expiresAt: later(NOW, -MINUTE_MS) } });
  const payload = writeCredential(credential);
  /** Our key’s signature over a header that says the same as ours, written otherwise. */
  const underHeader = (...header: number[]) => {
    const [protectedHeader, { share, device }] = [of(...header), keys];
    const signed = sign(share.seed, signedBytes({ protectedHeader, payload }, boundTo(share)));
    const bytes = writeCbor([protectedHeader, new Map(), payload, signed]);
    const proof = { shownAt: NOW };
    return writeShowing({
      credential: bytes,
      proof: { ...proof, signature: sign(device.seed, provenBytes(bytes, proof)) },
    });
  };
  const kid = fromHex(keys.share.kid);
  const bomb = (levels: number) => {
    const bytes = new Uint8Array(levels + 1).fill(0x81);
    bytes[levels] = 0;
    return bytes;
  };

  const verdicts: [string, string, () => Verification][] = [
    ['shown now', 'admit', () => judge(shown())],
    ['shown forty seconds ago is still live', 'admit', () => judge(shown({ shownAt: later(NOW, -40_000) }))],
    ['shown 41 s ago is a picture', 'ask-online not-live', () => judge(shown({ shownAt: later(NOW, -41_000) }))],
    ['shown 20 s ahead is live', 'admit', () => judge(shown({ shownAt: later(NOW, 20_000) }))],
    ['shown 21 s ahead is not', 'ask-online not-live', () => judge(shown({ shownAt: later(NOW, 21_000) }))],
    ['without a proof is not live', 'ask-online not-live', () => judge(shown({ proof: false }))],
    ['shown by another phone', 'refuse forged', () => judge(shown({ shownBy: signer('share') }))],
    ['shown by our own share key', 'refuse forged', () => judge(shown({ shownBy: keys.share }))],
    ['signed by a stranger', 'refuse forged', () => judge(shown({ by: signer('share') }))],
    ['signed in our name by a stranger', 'refuse forged', () => judge(shown({ by: signer('share'), as: keys.share }))],
    ['signed by the device itself', 'refuse forged', () => judge(shown({ by: keys.device, as: keys.share }))],
    ['signed by a root', 'refuse forged', () => judge(shown({ by: keys.root }))],
    ['signed by a key retired before', 'refuse forged', () => judge(shown({ by: keys.retired }))],
    ['signed by a lost key', 'refuse forged', () => judge(shown({ by: keys.lost }))],
    ['signed by a venue key', 'refuse forged', () => judge(shown({ by: keys.venue }))],
    ['signed by the list key', 'refuse forged', () => judge(shown({ by: keys.list }))],
    [
      'a venue key under the share key’s name and use',
      'refuse forged',
      () => judge(shown({ by: keys.venue, as: keys.share })),
    ],
    [
      'the share key, bound to another use',
      'refuse forged',
      () => judge(shown({ by: keys.share, as: { ...keys.share, use: 'receipt' } })),
    ],
    [
      'the share key, bound to another algorithm',
      'refuse forged',
      () => judge(shown({ as: { ...keys.share, algorithm: 'SM2' }, alg: -19 })),
    ],
    ['under another algorithm’s number', 'refuse forged', () => judge(shown({ alg: -65542 }))],
    ['under EdDSA’s old number', 'refuse forged', () => judge(shown({ alg: -8 }))],
    [
      'by a key that had not begun to sign',
      'refuse forged',
      () => {
        const early = { ...keys.share, signsFrom: later(credential.issuedAt, 1_000) };
        return judge(shown(), { trust: { ...trustList(), keys: [early] } });
      },
    ],
    [
      'by a key in the second in which it retired',
      'refuse forged',
      () => {
        const retired = { ...keys.share, signsUntil: credential.issuedAt };
        return judge(shown(), { trust: { ...trustList(), keys: [retired] } });
      },
    ],
    [
      'past its end',
      'refuse expired',
      () =>
        judge(shown({ shownAt: august('03T07:30') }), {
          now: august('03T07:30'),
          trust: trustList({ signedAt: august('03T07:00') }),
        }),
    ],
    ['past its end, of a key that has left the list', 'refuse expired', () => judge(printed(signer('share')))],
    [
      'past its end, signed in our name by a stranger',
      'refuse forged',
      () => judge(printed(signer('share'), keys.share)),
    ],
    ['past its end, by a lost key', 'refuse forged', () => judge(printed(keys.lost))],
    ['issued in the future', 'ask-online clock', () => judge(shown({ credential: { issuedAt: august('01T08:00') } }))],
    [
      'revoked',
      'ask-online renew',
      () => judge(shown(), { trust: trustList({ revoked: [revocationPrefix(means.sha256(fromHex(credential.id)))] }) }),
    ],
    [
      'under a list of two days and a minute',
      'ask-online trust-list',
      () => judge(shown(), { trust: trustList({ signedAt: later(NOW, -48 * HOUR_MS - MINUTE_MS) }) }),
    ],
    [
      'under a list from tomorrow: our clock is behind',
      'ask-online clock',
      () => judge(shown(), { trust: trustList({ signedAt: august('02T07:00') }) }),
    ],
    ['without any list', 'ask-online trust-list', () => verifyShowing(shown(), VENUE, undefined, clock(), means)],
    [
      'with a clock that was set back',
      'ask-online clock',
      () =>
        verifyShowing(
          shown(),
          VENUE,
          trustList(),
          { kind: 'backward', memory: { offsetMs: 0, newest: august('02T00:00') } },
          means,
        ),
    ],
    ['with nothing, complete and fresh', 'refuse no-result-in-window', () => judge(shown(nothing))],
    [
      'with nothing, not complete',
      'ask-online incomplete',
      () => judge(shown({ credential: { results: [], complete: false } })),
    ],
    [
      'with nothing, hours ago',
      'ask-online newer-possible',
      () => {
        const [issuedAt, expiresAt] = [august('01T05:44'), august('02T05:44')];
        return judge(shown({ credential: { results: [], issuedAt, asOf: issuedAt, expiresAt } }));
      },
    ],
    [
      'where nothing is asked',
      'admit',
      () => judge(shown(nothing), { venue: { ...VENUE, jurisdiction: '440000' as JurisdictionCode } }),
    ],
    [
      'to the challenge that was given',
      'admit',
      () =>
        judge(shown({ challenge: new Uint8Array(8).fill(7) }), {
          venue: { ...VENUE, challenge: new Uint8Array(8).fill(7) },
        }),
    ],
    [
      'to a challenge that begins like the one that was given',
      'ask-online not-live',
      () =>
        judge(shown({ challenge: new Uint8Array(9).fill(7) }), {
          venue: { ...VENUE, challenge: new Uint8Array(8).fill(7) },
        }),
    ],
    [
      'to another challenge',
      'ask-online not-live',
      () =>
        judge(shown({ challenge: new Uint8Array(8).fill(8) }), {
          venue: { ...VENUE, challenge: new Uint8Array(8).fill(7) },
        }),
    ],
    [
      'to none, where one was given',
      'ask-online not-live',
      () => judge(shown(), { venue: { ...VENUE, challenge: new Uint8Array(8).fill(7) } }),
    ],
    ['printed', 'admit', () => judge(shown({ credential: { deviceKey: undefined }, proof: false }))],
    [
      'printed, with a proof by some phone',
      'refuse forged',
      () => judge(shown({ credential: { deviceKey: undefined } })),
    ],
    [
      'a phone’s code of three days',
      'refuse forged',
      () => judge(shown({ credential: { expiresAt: august('04T07:30') } })),
    ],
    [
      'a device key of small order, to which anything is signed',
      'refuse forged',
      () => judge(shown({ credential: { deviceKey: of(1, ...new Array<number>(31).fill(0)) } })),
    ],
    ['odd: a tag before it', 'refuse forged', () => judge(odd(payload, (bytes) => of(0xd2, ...bytes)))],
    ['odd: a second header', 'refuse forged', () => judge(odd(payload, (bytes) => withHeader(bytes)))],
    ['under a header as we write it', 'admit', () => judge(underHeader(0xa2, 1, 0x32, 4, 0x44, ...kid))],
    ['odd: the algorithm twice', 'refuse forged', () => judge(underHeader(0xa3, 1, 0x32, 1, 0x32, 4, 0x44, ...kid))],
    [
      'odd: the key’s id twice',
      'refuse forged',
      () => judge(underHeader(0xa3, 1, 0x32, 4, 0x44, ...kid, 4, 0x44, ...kid)),
    ],
    [
      'odd: an algorithm in more bytes than it needs',
      'refuse forged',
      () => judge(underHeader(0xa2, 1, 0x38, 0x12, 4, 0x44, ...kid)),
    ],
    [
      'odd: a header’s number in more bytes than it needs',
      'refuse forged',
      () => judge(underHeader(0xa2, 0x18, 1, 0x32, 4, 0x44, ...kid)),
    ],
    [
      'odd: a length in the header in more bytes than it needs',
      'refuse forged',
      () => judge(underHeader(0xa2, 1, 0x32, 4, 0x58, 4, ...kid)),
    ],
    [
      'odd: a header whose numbers are out of order',
      'refuse forged',
      () => judge(underHeader(0xa2, 4, 0x44, ...kid, 1, 0x32)),
    ],
    ['odd: no claims', 'refuse forged', () => judge(odd(writeCbor(new Map())))],
    ['odd: claims that are a list', 'refuse forged', () => judge(odd(writeCbor([])))],
    ['odd: one claim more', 'refuse forged', () => judge(odd(of(0xa6, 0x01, 0x01, ...payload.subarray(1))))],
    [
      'odd: a claim twice',
      'refuse forged',
      () => judge(odd(of(0xa6, ...payload.subarray(1, 7), ...payload.subarray(1)))),
    ],
    ['odd: a bomb of 700 levels', 'refuse forged', () => judge(odd(bomb(700)))],
    ['padded by a scanner that types', 'admit', () => judge(`\ufeff ${shown()}\r\n\u0000`)],
    ['a health code', 'not-a-code', () => judge('https://jkm.example/code?x=1')],
    ['ten megabytes', 'not-a-code', () => judge('9'.repeat(10_000_000))],
    ['ten megabytes of ours', 'not-a-code', () => judge(PREFIX + '9'.repeat(10_000_000))],
    ['nothing', 'not-a-code', () => judge('')],
    ['the prefix alone', 'not-a-code', () => judge(PREFIX)],
    ['small letters', 'not-a-code', () => judge(shown().toLowerCase())],
    ['a bomb of 2 000 levels', 'not-a-code', () => judge(raw(bomb(2_000)))],
    ['a list that says it is endless', 'not-a-code', () => judge(raw(of(0x9a, 0xff, 0xff, 0xff, 0xff)))],
    ['bytes that say they are 4 GB', 'not-a-code', () => judge(raw(of(0x81, 0x5a, 0xff, 0xff, 0xff, 0xff)))],
    ['an open list', 'not-a-code', () => judge(raw(of(0x9f, 0x41, 0x00, 0xff)))],
    ['an integer in more bytes than it needs', 'not-a-code', () => judge(raw(of(0x83, 0x41, 0, 0x18, 0x01, 0x41, 0)))],
    ['a length in more bytes than it needs', 'not-a-code', () => judge(raw(of(0x81, 0x58, 0x01, 0x00)))],
    [
      'an integer of eight bytes',
      'not-a-code',
      () => judge(raw(of(0x83, 0x41, 0, 0x1b, 1, 1, 1, 1, 1, 1, 1, 1, 0x41, 0))),
    ],
    ['a number with a point', 'not-a-code', () => judge(raw(of(0x83, 0x41, 0, 0xf9, 0x3c, 0, 0x41, 0)))],
    ['two parts', 'not-a-code', () => judge(raw(writeCbor([of(1), 1])))],
    ['five parts', 'not-a-code', () => judge(raw(writeCbor([of(1), 1, of(1), of(1, 2, 3, 4, 5, 6, 7, 8), 1])))],
    ['in a family', 'admit', () => judge(shown({ family }))],
    ['the last of the largest family', 'admit', () => judge(shown({ family: { position: 10, of: 10, mark: 0 } }))],
    [
      'in a family, to a challenge',
      'admit',
      () => judge(shown({ family, challenge: challengeOf(32) }), { venue: { ...VENUE, challenge: challengeOf(32) } }),
    ],
    ['in a family, moved in it', 'refuse forged', () => judge(moved(family, { ...family, position: 3 }))],
    ['in a family, made smaller', 'refuse forged', () => judge(moved(family, { ...family, of: 2 }))],
    ['in a family, put into another', 'refuse forged', () => judge(moved(family, { ...family, mark: 0xfe02 }))],
    ['in a family, taken out of it', 'refuse forged', () => judge(moved(family, undefined))],
    ['alone, put into a family', 'refuse forged', () => judge(moved(undefined, family))],
    ['in a family of one', 'not-a-code', () => judge(shown({ family: { position: 1, of: 1, mark: 1 } }))],
    ['in a family of eleven', 'not-a-code', () => judge(shown({ family: { position: 1, of: 11, mark: 1 } }))],
    ['before the first of a family', 'not-a-code', () => judge(shown({ family: { position: 0, of: 3, mark: 1 } }))],
    ['behind the last of a family', 'not-a-code', () => judge(shown({ family: { position: 4, of: 3, mark: 1 } }))],
    ['a place in the family of two bytes', 'not-a-code', () => judge(behind(of(0x23, 1)))],
    ['a place in the family of four bytes', 'not-a-code', () => judge(behind(of(0x23, 1, 1, 1)))],
    ['a place in the family that is a number', 'not-a-code', () => judge(behind(0x23))],
    ['two places in the family', 'not-a-code', () => judge(behind(of(0x23, 1, 1), of(0x23, 1, 1)))],
    ['a place in the family before the challenge', 'not-a-code', () => judge(behind(of(0x23, 1, 1), challengeOf(8)))],
    ['two challenges', 'not-a-code', () => judge(behind(challengeOf(8), challengeOf(8)))],
    ['a challenge of 33 bytes', 'not-a-code', () => judge(behind(challengeOf(33)))],
    ['six parts', 'not-a-code', () => judge(behind(challengeOf(8), of(0x23, 1, 1), of(0x23, 1, 1)))],
    ['printed, in a family', 'not-a-code', () => judge(raw(writeCbor([of(1), of(0x23, 1, 1)])))],
    [
      'a challenge of seven bytes',
      'not-a-code',
      () => judge(raw(writeCbor([of(1), 1, of(1), of(1, 2, 3, 4, 5, 6, 7)]))),
    ],
  ];

  return [
    ...verdicts.map(([name, expected, verdict]) => ({ name, expected, actual: () => word(verdict()) })),
    {
      name: 'staff see no more than they need',
      expected: {
        kind: 'admit',
        until: august('03T07:30'),
        basis: 'result',
        shown: {
          name: '欧***丽',
          last4: '1233',
          asOf: credential.asOf,
          issuedAt: credential.issuedAt,
          results: credential.results,
          samplings: [],
          id: credential.id,
          compare: false,
          printed: false,
        },
      },
      actual: () => judge(shown()),
    },
    {
      name: 'nothing is shown of what no key of the list has signed',
      expected: { kind: 'refuse', reason: 'expired' },
      actual: () => judge(printed(signer('share'))),
    },
    {
      name: 'staff see whose family a code belongs to',
      expected: family,
      actual: () => familyOf(judge(shown({ family }))),
    },
    {
      name: 'no place in a family is told that was shown long ago',
      expected: undefined,
      actual: () => familyOf(judge(shown({ family, shownAt: later(NOW, -60_000) }))),
    },
    {
      name: 'a guardian’s phone always has the document compared, and is said to be one',
      expected: [true, true],
      actual: () => {
        const verdict = judge(shown({ credential: { compare: true } }));
        return [compared(verdict), byGuardian(verdict)];
      },
    },
    {
      name: 'where the rule says so, everybody’s document is compared, and nobody taken for a guardian',
      expected: [true, undefined],
      actual: () => {
        const usual = trustList();
        const policies = usual.policies.map((each) => ({ ...each, compare: 'document' as const }));
        const verdict = judge(shown(), { trust: { ...usual, policies } });
        return [compared(verdict), byGuardian(verdict)];
      },
    },
    {
      name: 'where nothing is asked, a code is good until it ends',
      expected: credential.expiresAt,
      actual: () => {
        const verdict = judge(shown(), { venue: { ...VENUE, jurisdiction: '440000' as JurisdictionCode } });
        return 'until' in verdict && verdict.until;
      },
    },
    {
      name: 'printed always has the document compared',
      expected: [true, true, undefined],
      actual: () => {
        const verdict = judge(shown({ credential: { deviceKey: undefined, compare: true }, proof: false }));
        const printed = 'shown' in verdict && verdict.shown?.printed;
        return [compared(verdict), printed, byGuardian(verdict)];
      },
    },
    {
      name: 'three results, a name of twelve and a family fit version 14 at level M, in Base45 letters',
      expected: [true, true],
      actual: () => {
        const results = [0, 1, 2].map((day) => ({
          sampleCollectedAt: instantOf(august('01T00:10') - day * 24 * HOUR_MS),
          reportIssuedAt: instantOf(august('01T05:00') - day * 24 * HOUR_MS),
          poolSize: 10,
        }));
        const text = shown({ credential: { results, name: '阿'.repeat(12) }, family });
        return [/^[0-9A-Z $%*+\-./:]+$/.test(text), text.length <= 524];
      },
    },
  ];

  /** A name in the unsigned header, which ours never have. */
  function withHeader(bytes: Uint8Array): Uint8Array {
    const at = bytes.indexOf(0xa0);
    return of(...bytes.subarray(0, at), 0xa1, 0x04, 0x41, 0x31, ...bytes.subarray(at + 1));
  }
}

const familyOf = (verdict: Verification) => 'shown' in verdict && verdict.shown?.family;
const compared = (verdict: Verification) => 'shown' in verdict && verdict.shown?.compare;
const byGuardian = (verdict: Verification) => 'shown' in verdict && verdict.shown?.guardian;

export function trustListCases({ publishedList, keys, signer, means }: Samples): Case[] {
  const reason = (published: unknown, known?: Partial<KnownList>) => {
    const before = known && { seq: 7, edition: 3, keys: [], ...known };
    const read = readTrustList(published, [keys.root], before, means);
    return read.kind === 'refused' ? read.reason : 'read';
  };
  const other = () => publishedList({ words: { notice: { zh: '通知', en: 'Notice' } } });
  const rows: [string, string, () => string][] = [
    ['as signed', 'read', () => reason(publishedList())],
    ['once more', 'read', () => reason(publishedList(), {})],
    ['rolled back', 'rolled-back', () => reason(publishedList({ seq: 6 }), {})],
    ['of a former edition', 'rolled-back', () => reason(publishedList({ seq: 8, edition: 2 }), {})],
    ['of the next edition, with a smaller number', 'read', () => reason(publishedList({ seq: 6, edition: 4 }), {})],
    [
      'with a key that was revoked in this edition',
      'rolled-back',
      () => reason(publishedList({ seq: 8 }), { keys: [{ kid: keys.share.kid, revoked: true }] }),
    ],
    [
      'of the next edition, with a key that was revoked before it',
      'read',
      () => reason(publishedList({ edition: 4 }), { keys: [{ kid: keys.share.kid, revoked: true }] }),
    ],
    ['without an edition', 'unreadable', () => reason(publishedList({ edition: null }))],
    ['whose edition is a text', 'unreadable', () => reason(publishedList({ edition: '4' }))],
    ['whose keys a stranger signed', 'forged', () => reason(publishedList({ rootBy: signer('root') }))],
    ['whose keys our list key signed', 'forged', () => reason(publishedList({ rootBy: keys.list }))],
    ['that a revoked list key signed', 'forged', () => reason(publishedList({ lost: keys.list }))],
    ['that a stranger signed', 'forged', () => reason(publishedList({ by: signer('list') }))],
    ['that our share key signed', 'forged', () => reason(publishedList({ by: keys.share }))],
    ['that the root signed', 'forged', () => reason(publishedList({ by: keys.root }))],
    [
      'of other keys and policies',
      'other-keys',
      () => reason({ ...publishedList(), keysAndPolicies: other().keysAndPolicies }),
    ],
    [
      'signed before its key did',
      'forged',
      () => reason(publishedList({ signedAt: parseInstant('2022-07-19T00:00:00Z')! })),
    ],
    ['with a rule that we cannot read', 'unreadable', () => reason(publishedList({ policies: [{ scene: 'moon' }] }))],
    ['with words that are none', 'unreadable', () => reason(publishedList({ words: { notice: 'x' } }))],
    [
      'the two changed over',
      'forged',
      () => reason({ keysAndPolicies: publishedList().list, list: publishedList().keysAndPolicies }),
    ],
    ['of nothing', 'unreadable', () => reason(undefined)],
    ['of text', 'unreadable', () => reason({ keysAndPolicies: 'x', list: '%' })],
    ['padded', 'unreadable', () => reason({ ...publishedList(), list: `${publishedList().list}=` })],
  ];
  return rows.map(([name, expected, actual]) => ({ name: `a trust list ${name}`, expected, actual }));
}
