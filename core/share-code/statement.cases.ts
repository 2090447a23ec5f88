/** Posters, receipts and tallies as they are read, and what is held up in their place. */
import type { Case } from '../cases.ts';
import { writeCbor } from '../certificate/cbor.ts';
import { DAY_MS, HOUR_MS, type Instant, instantOf } from '../instant.ts';
import { fromHex } from './hex.ts';
import { linkKind } from './links.ts';
import { type Receipt, readReceipt, writeReceipt } from './receipt.ts';
import { revocationPrefix } from './revocations.ts';
import { readShowing } from './showing.ts';
import { august, later, NOW, type Samples, SHANGHAI, type Signer } from './signed.samples.ts';
import { isWords } from './stated-facts.ts';
import { statementLink, writeStatement } from './statement.ts';
import { readTally, type Tally, writeTally } from './tally.ts';
import type { TrustList } from './trust-list.ts';
import { readVenueCode, type VenueCode, writeVenueCode } from './venue-code.ts';

const ORIGIN = 'https://huren.example';

export function statementCases({ keys, coseSign1, means, trustList, clock, shown, signer }: Samples): Case[] {
  const code: VenueCode = {
    id: '8899aabbccddeeff',
    venue: 'hzwulin1',
    zh: '武林银泰（东门）',
    en: 'Wulin Intime, East Gate',
    jurisdiction: SHANGHAI,
    scene: 'public-places',
    issuedAt: august('01T07:00'),
    expiresAt: later(august('01T07:00'), 400 * DAY_MS),
  };
  const receipt: Receipt = {
    id: '0102030405060708',
    complaint: 'local-code-not-found',
    venue: { kind: 'told', name: '某小区北门' },
    jurisdiction: SHANGHAI,
    scene: 'public-places',
    refusedAt: august('01T07:20'),
    issuedAt: august('01T07:30'),
  };
  const tally: Tally = {
    id: '1112131415161718',
    venue: 'hzwulin1',
    zh: '武林银泰',
    en: 'Wulin Intime',
    jurisdiction: SHANGHAI,
    scene: 'public-places',
    day: '2022-08-01',
    counts: { admit: 312, refuse: 0, askOnline: 7, compared: 12 },
    phone: 'a1b2c3d4',
    issuedAt: august('01T07:40'),
  };
  const usual = trustList();
  const link = (payload: Uint8Array, by: Signer = keys.venue, as = by) =>
    statementLink(ORIGIN, 'venue', coseSign1(by, payload, as));
  const poster = (more: Partial<VenueCode> = {}, by?: Signer, as?: Signer) =>
    link(writeVenueCode({ ...code, ...more }), by, as);
  const venue = (text: string, { trust = usual as TrustList | undefined, now = NOW as Instant } = {}) =>
    readVenueCode(text, trust, clock(now), means);
  const kind = (...given: Parameters<typeof venue>) => {
    const read = venue(...given);
    return 'reason' in read ? `${read.kind} ${read.reason}` : read.kind;
  };
  const receiptLink = statementLink(ORIGIN, 'receipt', coseSign1(keys.receipt, writeReceipt(receipt)));
  const tallyLink = statementLink(ORIGIN, 'tally', coseSign1(keys.tally, writeTally(tally)));
  const facts = ['hzwulin1', '武林', 'Wulin', SHANGHAI, 'public-places'];
  const stated = { id: code.id, issuedAt: code.issuedAt, expiresAt: code.expiresAt };

  const rows: [string, unknown, () => unknown][] = [
    ['a poster', { kind: 'venue', code }, () => venue(poster())],
    ['a poster by another web address', 'venue', () => kind(poster().replace(ORIGIN, 'http://127.0.0.1:10086/a?b=c'))],
    ['a poster as a page’s own address', 'venue', () => kind(poster().replace(`${ORIGIN}/#/`, ''))],
    ['a poster with what a super-app adds', 'venue', () => kind(`${poster()}&from=groupmessage`)],
    ['a padded poster', 'venue', () => kind(`\ufeff${poster()}\r\n`)],
    ['a poster that a stranger signed', 'false', () => kind(poster({}, signer('venue')))],
    ['a poster in our name by a stranger', 'false', () => kind(poster({}, signer('venue'), keys.venue))],
    ['a poster by our receipt key', 'false', () => kind(poster({}, keys.receipt))],
    ['a poster by our share key', 'false', () => kind(poster({}, keys.share))],
    ['a receipt as a poster', 'false', () => kind(receiptLink.replace('pages/receipt', 'pages/venue'))],
    ['a receipt’s claims by the venue key', 'false', () => kind(link(writeReceipt(receipt)))],
    ['a poster with a byte more', 'false', () => kind(`${poster()}AAAA`)],
    ['a poster cut short', 'false', () => kind(poster().slice(0, -8))],
    ['a poster of nothing', 'not-a-venue-code', () => kind(`${ORIGIN}/#/more/pages/venue/index?code=`)],
    ['a poster of 400 days and a second', 'false', () => kind(poster({ expiresAt: later(code.expiresAt, 1_000) }))],
    ['a poster whose words turn the writing', 'false', () => kind(poster({ zh: 'a\u202eb' }))],
    ['a poster of six facts', 'false', () => kind(link(writeStatement('venue', stated, [...facts, 1])))],
    [
      'a poster of another scene',
      'false',
      () => kind(link(writeStatement('venue', stated, [...facts.slice(0, 4), 'moon']))),
    ],
    ['a poster that is no statement', 'false', () => kind(link(writeCbor([1, 2])))],
    ['a poster by a lost key', 'revoked', () => kind(poster({}, keys.lostVenue))],
    [
      'a revoked poster',
      'revoked',
      () => kind(poster(), { trust: trustList({ revoked: [revocationPrefix(means.sha256(fromHex(code.id)))] }) }),
    ],
    ['an expired poster', 'expired', () => kind(poster({ expiresAt: august('01T07:44') }))],
    [
      'an expired poster of a key that has left the list',
      'expired',
      () => kind(poster({ expiresAt: august('01T07:44') }, signer('venue'))),
    ],
    ['a poster before its key signed', 'false', () => kind(poster({ issuedAt: later(keys.venue.signsFrom, -1_000) }))],
    ['a poster from the future', 'cannot-tell clock', () => kind(poster({ issuedAt: august('01T07:50') }))],
    ['a poster without a list', 'cannot-tell trust-list', () => readVenueCodeWithout()],
    [
      'a poster under an old list',
      'cannot-tell trust-list',
      () => kind(poster(), { trust: trustList({ signedAt: later(NOW, -49 * HOUR_MS) }) }),
    ],
    [
      'a poster with our clock set back',
      { kind: 'cannot-tell', reason: 'clock' },
      () => readVenueCode(poster(), usual, { kind: 'backward', memory: { offsetMs: 0, newest: NOW } }, means),
    ],
    ['a share code as a poster', 'not-a-venue-code', () => kind(shown())],
    ['ten megabytes as a poster', 'not-a-venue-code', () => kind(`${poster()}${'A'.repeat(10_000_000)}`)],
    ['a receipt', { kind: 'receipt', receipt }, () => readReceipt(receiptLink, usual, clock(), means)],
    [
      'a receipt of a known venue',
      { kind: 'known', id: 'hzwulin1', zh: '武林银泰', en: 'Wulin Intime' },
      () => {
        const known = {
          ...receipt,
          venue: { kind: 'known', id: 'hzwulin1', zh: '武林银泰', en: 'Wulin Intime' } as const,
        };
        const text = statementLink(ORIGIN, 'receipt', coseSign1(keys.receipt, writeReceipt(known)));
        const read = readReceipt(text, usual, clock(), means);
        return read.kind === 'receipt' ? read.receipt.venue : read.kind;
      },
    ],
    ['a poster as a receipt', 'not-a-receipt', () => readReceipt(poster(), usual, clock(), means).kind],
    ['a tally', { kind: 'tally', tally }, () => readTally(tallyLink, usual, clock(), means)],
    [
      'a tally of a day that is none',
      'false',
      () => {
        const text = statementLink(ORIGIN, 'tally', coseSign1(keys.tally, writeTally({ ...tally, day: '2022-02-30' })));
        return readTally(text, usual, clock(), means).kind;
      },
    ],
    [
      'a tally as a receipt',
      'false',
      () => readReceipt(tallyLink.replace('staff/pages/tally', 'more/pages/receipt'), usual, clock(), means).kind,
    ],
    [
      'what each link is',
      ['venue-code', 'receipt', 'tally', 'share-link', undefined, undefined, undefined],
      () =>
        [
          poster(),
          receiptLink,
          tallyLink,
          `${ORIGIN}/#/more/pages/opened/index?link=abc.def-_1`,
          `${ORIGIN}/#/more/pages/opened/index?code=abc`,
          `${ORIGIN}/#/pages/home/index?code=abc`,
          `javascript:alert(1)//#/more/pages/venue/index?code=abc`,
        ].map(linkKind),
    ],
    [
      'held up as a share code',
      ['venue-code', 'receipt', 'tally', 'share-link', 'link', 'health-code', 'certificate'],
      () =>
        [
          poster(),
          receiptLink,
          tallyLink,
          `${ORIGIN}/#/more/pages/opened/index?link=abc.def`,
          'https://shop.example/1',
          'https://jkm.example/1',
          'HC1:ABC',
        ].map((text) => {
          const read = readShowing(text);
          return 'of' in read ? read.of : read;
        }),
    ],
    [
      'words with what nobody can see, and a rare character with its shape',
      [false, false, false, false, true],
      () => ['\u3164', '甲\u2062', '甲\u{e0041}', '\u2800市场', '辻\u{e0101}商场'].map(isWords),
    ],
    [
      'words that can be shown',
      [true, true, true, false, false, false, false, false, false, false],
      () => ['武', '（东门）·A', 'x'.repeat(40), 'x'.repeat(41), '', ' a', 'a\n', 'a\u200bb', '\ud800', 7].map(isWords),
    ],
  ];
  return rows.map(([name, expected, actual]) => ({ name, expected, actual }));

  function readVenueCodeWithout(): string {
    const read = readVenueCode(poster(), undefined, clock(instantOf(NOW)), means);
    return 'reason' in read ? `${read.kind} ${read.reason}` : read.kind;
  }
}
