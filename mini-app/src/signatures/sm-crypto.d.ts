/** What is used of sm-crypto and jsbn, which have no types of their own. */
declare module 'jsbn' {
  export class BigInteger {
    constructor(digits: string, radix: number);
    add(other: BigInteger): BigInteger;
    mod(other: BigInteger): BigInteger;
    equals(other: BigInteger): boolean;
    signum(): number;
    bitLength(): number;
    testBit(at: number): boolean;
  }
}

declare module 'sm-crypto/src/sm2/ec.js' {
  import type { BigInteger } from 'jsbn';

  export interface FieldElement {
    add(other: FieldElement): FieldElement;
    multiply(other: FieldElement): FieldElement;
    square(): FieldElement;
    equals(other: FieldElement): boolean;
    toBigInteger(): BigInteger;
  }
  export interface Point {
    getX(): FieldElement;
    getY(): FieldElement;
    isInfinity(): boolean;
    twice(): Point;
    add(other: Point): Point;
  }
  export class ECCurveFp {
    constructor(p: BigInteger, a: BigInteger, b: BigInteger);
    readonly a: FieldElement;
    readonly b: FieldElement;
    readonly infinity: Point;
    decodePointHex(point: string): Point | null;
  }
}

declare module 'sm-crypto/src/sm2/sm3.js' {
  export function sm3(bytes: number[]): number[];
}
