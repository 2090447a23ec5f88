/** Revocations are read in the one form in which we write them. */
import { expect, it } from 'vitest';
import { readRevocations, writeRevocations } from './revocations.ts';

const SOME = [7, 5_000_000, 900_000_000_000];

it('as they are written', () => {
  expect([...readRevocations(writeRevocations(SOME))!]).toEqual(SOME);
});

it.each([0, 1, 2, 1_000, 200_000])('%i of them, and no byte more than they need', (count) => {
  // 40 bits of a multiplicative generator: as spread as digests are, and the same each time.
  const many = Array.from({ length: count }, (_, at) =>
    Number(((BigInt(at + 1) * 0x9e3779b97f4a7c15n) >> 20n) & 0xffffffffffn),
  );
  const written = writeRevocations(many);
  expect(written.length).toBeLessThanOrEqual(6 + (count * (1.8 + Math.log2(2 ** 40 / (count || 1)))) / 8);
  expect([...readRevocations(written)!]).toEqual([...new Set(many)].sort((a, b) => a - b));
});

it('as they have always been written', () => {
  const text = Buffer.from(writeRevocations(SOME)).toString('hex');
  expect(text).toBe('2500000003000000001c0004c4b38fd18be1dcbf');
});

it('with another parameter, or anything behind them, they are none', () => {
  const written = writeRevocations(SOME);
  for (const by of [-1, 1]) {
    const other = Uint8Array.from(written);
    other[0] = other[0]! + by;
    expect(readRevocations(Uint8Array.from([...other, 0, 0]))).toBeUndefined();
    expect(readRevocations(other)).toBeUndefined();
  }
  expect(readRevocations(Uint8Array.from([...written, 0]))).toBeUndefined();
  // None, with a parameter that only some would have.
  expect(readRevocations(Uint8Array.from([30, 0, 0, 0, 0]))).toBeUndefined();
});
