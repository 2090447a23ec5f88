/** Packed results come out as they went in, to the second, and always fit into their item. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, OUTCOMES, type TestResult } from '../../core/index.ts';
import { PACKED_BYTES, packResults, unpackResults } from './pack.ts';

const time = fc.integer({ min: 1_640_000_000, max: 1_670_000_000 }).map((seconds) => instantOf(seconds * 1000));
const name = fc.string({ unit: fc.constantFrom(...'杭州市第医学检验中心𠮷"\\\n'), minLength: 1, maxLength: 12 });
const result: fc.Arbitrary<TestResult> = fc
  .record(
    {
      sampleCollectedAt: time,
      testedAt: time,
      reportIssuedAt: time,
      institution: name,
      samplingPoint: name,
      poolSize: fc.constantFrom(1, 5, 10, 20),
      specimen: fc.base64String({ minLength: 8, maxLength: 8 }),
      reportNumber: fc.string({ unit: fc.constantFrom(...'ab-_'), minLength: 7, maxLength: 7 }),
    },
    { requiredKeys: [] },
  )
  .chain((known) =>
    fc.constantFrom({}, { outcomeUnknown: true as const }, ...OUTCOMES.map((outcome) => ({ outcome }))).map((word) => ({
      ...known,
      ...word,
    })),
  );
const newest = ({ sampleCollectedAt, testedAt, reportIssuedAt }: TestResult) =>
  Math.max(sampleCollectedAt ?? 0, testedAt ?? 0, reportIssuedAt ?? 0);

test('one result comes out as it went in, whatever is known of it', () => {
  fc.assert(
    fc.property(result, (one) => {
      expect(unpackResults(packResults([one]))).toEqual([one]);
    }),
  );
});

test('of many the newest come out, newest first, with nothing changed but sampling points left away', () => {
  fc.assert(
    fc.property(fc.array(result, { minLength: 1, maxLength: 30 }), (many) => {
      const text = packResults(many);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(PACKED_BYTES);
      const out = unpackResults(text);
      const expected = [...many].sort((a, b) => newest(b) - newest(a)).slice(0, out.length);
      const without = expected.map(({ samplingPoint: _cut, ...rest }) => rest);
      expect([expected, without]).toContainEqual(out);
      if (out.length < many.length) expect(out).toEqual(without);
    }),
  );
});

test('of tens of thousands as many come out as of a hundred, and as soon', () => {
  const many = Array.from({ length: 50_000 }, (_, at): TestResult => {
    return { outcome: 'negative', sampleCollectedAt: instantOf(1_659_311_100_000 - at * 1_000) };
  });
  const startedAt = performance.now();
  const text = packResults(many);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(text).toBe(packResults(many.slice(0, 100)));
});

test('the rows that are looked at are never fewer than fit', () => {
  const [sampleCollectedAt, testedAt, reportIssuedAt] = [1_000, 2_000, 3_000].map(instantOf);
  const least: TestResult = { outcome: 'negative', sampleCollectedAt, testedAt, reportIssuedAt, poolSize: 1 };
  const text = packResults(Array.from({ length: 100 }, () => least));
  const ofOne = Buffer.byteLength(packResults([least, least])) - Buffer.byteLength(packResults([least]));
  expect(Buffer.byteLength(text) + ofOne).toBeGreaterThan(PACKED_BYTES);
});

describe('what does not fit', () => {
  const long = '浙江省杭州市某某医学检验实验室有限公司'.repeat(10);

  test('names are cut, and one result always fits', () => {
    const text = packResults([
      { outcome: 'negative', institution: long, samplingPoint: long, specimen: '12345678', poolSize: 20 },
    ]);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(PACKED_BYTES);
    expect(unpackResults(text)[0]!.institution).toBe(long.slice(0, 40));
  });

  test('an ordinary fortnight of daily tests at one place fits whole', () => {
    const days = Array.from({ length: 14 }, (_, day) => {
      const at = instantOf(Date.parse('2022-07-31T09:00:00+08:00') - day * 86_400_000);
      return {
        outcome: 'negative' as const,
        sampleCollectedAt: at,
        reportIssuedAt: instantOf(at + 6 * 3_600_000),
        institution: '杭州和信医学检验实验室',
        poolSize: 10,
      };
    });
    expect(unpackResults(packResults(days)).length).toBeGreaterThanOrEqual(10);
  });

  test('a week of daily tests fits, each with the numbers of its specimen and its report', () => {
    const days = Array.from({ length: 7 }, (_, day) => {
      const at = instantOf(Date.parse('2022-07-31T09:00:00+08:00') - day * 86_400_000);
      const outcome = 'negative' as const;
      const numbers = { specimen: `specime${day}`, reportNumber: `report-${day}` };
      return { outcome, sampleCollectedAt: at, reportIssuedAt: instantOf(at + 21_600_000), ...numbers };
    });
    expect(unpackResults(packResults(days))).toEqual(days);
  });

  test('a report that bears the number of its specimen needs no room for it', () => {
    const same = { outcome: 'negative' as const, specimen: '12345678', reportNumber: '12345678' };
    expect(unpackResults(packResults([same]))).toEqual([{ outcome: 'negative', specimen: '12345678' }]);
  });

  test('nothing stays nothing', () => {
    expect(unpackResults(packResults([]))).toEqual([]);
  });
});
