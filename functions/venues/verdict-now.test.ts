/** What a gate is told, over every mixture of what a code says and what is known: nothing of why, and nothing by silence. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  HOUR_MS,
  instantOf,
  type JurisdictionCode,
  MINUTE_MS,
  type Policy,
  parseInstant,
  WITHHELD,
} from '../../core/index.ts';
import type { Credential, CredentialResult } from '../../core/share-code/credential.ts';
import type { ShareFacts } from '../results/facts.ts';
import type { KnownFacts } from '../results/known-facts.ts';
import { verdictNow } from './verdict-now.ts';

const NOW = parseInstant('2022-08-01T07:45:00+08:00')!;
const policy: Policy = {
  jurisdiction: '310000' as JurisdictionCode,
  scene: 'public-places',
  windowHours: 48,
  startsFrom: 'report-issued',
  samplingProofHours: 24,
  effectiveFrom: instantOf(0),
  document: 'a notice',
};

const before = (minutes: number) => instantOf(NOW - minutes * MINUTE_MS);
const results: fc.Arbitrary<CredentialResult[]> = fc.array(
  fc.record({
    sampleCollectedAt: fc.integer({ min: 500, max: 9_000 }).map(before),
    reportIssuedAt: fc.integer({ min: 1, max: 499 }).map(before),
  }),
  { maxLength: 3 },
);
const old: fc.Arbitrary<CredentialResult[]> = fc.array(
  fc.integer({ min: 48 * 60, max: 9_000 }).map((minutes) => ({ reportIssuedAt: before(minutes) })),
  { maxLength: 3 },
);
const samplings = fc.array(fc.integer({ min: 1, max: 4_000 }).map(before), { maxLength: 2 });

const credentials = fc
  .record({
    results: fc.oneof(results, old),
    samplings,
    minutes: fc.integer({ min: 0, max: 2_000 }),
    complete: fc.boolean(),
  })
  .map(
    ({ minutes, ...facts }): Credential => ({
      id: '0011223344556677',
      issuedAt: before(minutes),
      expiresAt: instantOf(before(minutes) + 48 * HOUR_MS),
      name: '欧**试',
      last4: '0014',
      asOf: NOW,
      ...facts,
    }),
  );
const survive = fc
  .record({ results: fc.oneof(results, old), samplings })
  .map((facts): ShareFacts => ({ kind: 'survive', ...facts, document: {} as never, fingerprint: '' }));
const withheld = (reason: (typeof WITHHELD)[number]): ShareFacts => ({ kind: 'withheld', reason });
const known = (facts: ShareFacts, complete: boolean): KnownFacts => ({ facts, complete, asOf: NOW });
const ask = (credential: Credential, about: KnownFacts | undefined) => verdictNow(credential, policy, about, NOW);
const OBJECTIONS = WITHHELD.filter((reason) => reason !== 'no-negative');

describe('over everything that may be known', () => {
  test('what speaks against a citizen is told apart neither from another reason nor from a result taken back', () => {
    fc.assert(
      fc.property(credentials, fc.boolean(), fc.constantFrom(...OBJECTIONS), (credential, complete, reason) => {
        const told = ask(credential, known(withheld(reason), complete));
        for (const other of OBJECTIONS) expect(ask(credential, known(withheld(other), complete))).toEqual(told);
        // Nothing is left of what the code was made of.
        if (complete) expect(ask(credential, known(withheld('no-negative'), true))).toEqual(told);
        expect(told.kind).not.toBe('admit');
      }),
    );
  });

  test('a code that would do by itself is never refused, whatever has come since', () => {
    const anything = fc.oneof(survive, fc.constantFrom(...WITHHELD).map(withheld));
    fc.assert(
      fc.property(credentials, anything, fc.boolean(), (credential, facts, complete) => {
        if (ask(credential, undefined).kind !== 'admit') return;
        const told = ask(credential, known(facts, complete));
        expect(told.kind === 'admit' || (told.kind === 'ask-online' && told.reason === 'renew')).toBe(true);
      }),
    );
  });

  test('silence takes nothing: while a source is silent, the code says what it said', () => {
    fc.assert(
      fc.property(credentials, fc.oneof(survive, fc.constant(withheld('no-negative'))), (credential, facts) => {
        const alone = ask(credential, undefined);
        const told = ask(credential, known(facts, false));
        if (alone.kind !== 'admit') return;
        expect(told.kind).toBe('admit');
        if (told.kind === 'admit') expect(told.until).toBeGreaterThanOrEqual(alone.until);
      }),
    );
  });

  test('nobody is refused while a source is silent, nor admitted past the code’s own end', () => {
    const anything = fc.oneof(survive, fc.constantFrom(...WITHHELD).map(withheld));
    fc.assert(
      fc.property(credentials, anything, fc.boolean(), (credential, facts, complete) => {
        const told = ask(credential, known(facts, complete));
        if (!complete) expect(told.kind).not.toBe('refuse');
        if (!complete && told.kind === 'ask-online') expect(['renew', 'incomplete']).toContain(told.reason);
        if (told.kind === 'admit') expect(told.until).toBeLessThanOrEqual(credential.expiresAt);
      }),
    );
  });
});

test('where no rule is in force nothing is asked for', () => {
  fc.assert(
    fc.property(credentials, fc.constantFrom(...WITHHELD), (credential, reason) => {
      expect(verdictNow(credential, undefined, known(withheld(reason), true), NOW)).toEqual({
        kind: 'admit',
        until: credential.expiresAt,
        basis: 'not-required',
      });
    }),
  );
});
