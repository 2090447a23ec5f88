/** SM2 on the points of sm-crypto, for engines without BigInt. */
/// <reference path="./sm-crypto.d.ts" />
import { BigInteger } from 'jsbn';
import { ECCurveFp, type Point } from 'sm-crypto/src/sm2/ec.js';
import type { HoldsSm2 } from './sm2.ts';
import { SM2_CURVE } from './sm2-curve.ts';

const number = (hex: string) => new BigInteger(hex, 16);
const ORDER = number(SM2_CURVE.n);
const curve = new ECCurveFp(number(SM2_CURVE.p), number(SM2_CURVE.a), number(SM2_CURVE.b));
const BASE = curve.decodePointHex(`04${SM2_CURVE.x}${SM2_CURVE.y}`)!;

export const holds: HoldsSm2 = ({ x, y }, e, r, s) => {
  const key = curve.decodePointHex(`04${x}${y}`);
  if (!key || !isOnCurve(key)) return false;
  const t = number(r).add(number(s)).mod(ORDER);
  if (t.signum() === 0) return false;
  const sum = sumOfMultiples(BASE, number(s), key, t);
  return !sum.isInfinity() && number(e).add(sum.getX().toBigInteger()).mod(ORDER).equals(number(r));
};

/** s·G + t·P in one pass, which takes half as many doublings as two. */
function sumOfMultiples(g: Point, s: BigInteger, p: Point, t: BigInteger): Point {
  const both = g.add(p);
  let sum = curve.infinity;
  for (let bit = Math.max(s.bitLength(), t.bitLength()) - 1; bit >= 0; bit--) {
    sum = sum.twice();
    const [inS, inT] = [s.testBit(bit), t.testBit(bit)];
    if (inS || inT) sum = sum.add(inS && inT ? both : inS ? g : p);
  }
  return sum;
}

/** y² = x³ + ax + b; the library does not look. */
function isOnCurve(point: Point): boolean {
  const [x, y] = [point.getX(), point.getY()];
  return y.square().equals(x.multiply(x.square().add(curve.a)).add(curve.b));
}
