/** SM2 on the points of @noble/curves, for engines with BigInt. */
import { weierstrassN } from '@noble/curves/abstract/weierstrass.js';
import type { HoldsSm2 } from './sm2.ts';
import { SM2_CURVE } from './sm2-curve.ts';

const number = (hex: string) => BigInt(`0x${hex}`);
const { p, n, a, b, x, y } = SM2_CURVE;
const ORDER = number(n);
const Point = weierstrassN({
  p: number(p),
  n: ORDER,
  h: BigInt(1),
  a: number(a),
  b: number(b),
  Gx: number(x),
  Gy: number(y),
});

export const holds: HoldsSm2 = (point, e, r, s) => {
  const key = Point.fromAffine({ x: number(point.x), y: number(point.y) });
  key.assertValidity();
  const t = (number(r) + number(s)) % ORDER;
  if (t === BigInt(0)) return false;
  const sum = Point.BASE.multiplyUnsafe(number(s)).add(key.multiplyUnsafe(t));
  return !sum.is0() && (number(e) + sum.x) % ORDER === number(r);
};
