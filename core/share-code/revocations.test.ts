/** Revocations are read in the one form in which we write them. */
import { expect, it } from 'vitest';
import { readRevocations, writeRevocations } from './revocations.ts';

const SOME = [7, 5_000_000, 900_000_000_000];

it('as they are written', () => {
  expect([...readRevocations(writeRevocations(SOME))!]).toEqual(SOME);
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
