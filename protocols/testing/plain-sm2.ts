/** SM2 written out from GB/T 32918 with nothing but BigInt and SM3: slow, and made by nobody else, so that tests do not compare a library with itself. */
import { createHash, randomBytes } from 'node:crypto';

// The recommended curve, GB/T 32918.5: y² = x³ + ax + b over p.
const P = BigInt('0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF');
const A = BigInt('0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC');
const B = BigInt('0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93');
const N = BigInt('0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123');
const G: Point = [
  BigInt('0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7'),
  BigInt('0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0'),
];

type Point = [x: bigint, y: bigint];

const mod = (value: bigint, by: bigint) => ((value % by) + by) % by;

function inverse(value: bigint, by: bigint): bigint {
  let [a, b, x, y] = [mod(value, by), by, 1n, 0n];
  while (b !== 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return mod(x, by);
}

function add(one: Point | undefined, other: Point | undefined): Point | undefined {
  if (!one || !other) return one ?? other;
  const [[x1, y1], [x2, y2]] = [one, other];
  if (x1 === x2 && mod(y1 + y2, P) === 0n) return undefined;
  const slope = x1 === x2 ? (3n * x1 * x1 + A) * inverse(2n * y1, P) : (y2 - y1) * inverse(x2 - x1, P);
  const x = mod(slope * slope - x1 - x2, P);
  return [x, mod(slope * (x1 - x) - y1, P)];
}

function times(k: bigint, point: Point): Point {
  let sum: Point | undefined;
  for (let [rest, power] = [k, point as Point | undefined]; rest > 0n; rest >>= 1n, power = add(power, power))
    if (rest & 1n) sum = add(sum, power);
  return sum!;
}

const hex = (value: bigint) => value.toString(16).padStart(64, '0');
const number = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const sm3 = (...parts: Uint8Array[]) => createHash('sm3').update(Buffer.concat(parts)).digest();
const pointOf = (publicKey: string): Point => [
  BigInt(`0x${publicKey.slice(2, 66)}`),
  BigInt(`0x${publicKey.slice(66)}`),
];
const random = () => mod(number(randomBytes(40)), N - 1n) + 1n;

export function publicKeyOf(privateKey: string): string {
  return `04${times(BigInt(`0x${privateKey}`), G)
    .map(hex)
    .join('')}`;
}

/** e = SM3(Z ‖ text), Z of the usual user id (part 2, §5.5). */
function digestOf(text: string, publicKey: string): bigint {
  const id = Buffer.from('1234567812345678');
  const z = sm3(Buffer.from([0, 128]), id, Buffer.from([A, B, ...G].map(hex).join('') + publicKey.slice(2), 'hex'));
  return number(sm3(z, Buffer.from(text, 'utf8')));
}

/** Part 2, §6.1; `k` fixes what is otherwise random. 64 bytes, r then s. */
export function sign(text: string, privateKey: string, k = random()): Buffer {
  const d = BigInt(`0x${privateKey}`);
  const r = mod(digestOf(text, publicKeyOf(privateKey)) + times(k, G)[0], N);
  const s = mod(inverse(1n + d, N) * (k - r * d), N);
  return Buffer.from(hex(r) + hex(s), 'hex');
}

/** Part 2, §7.1. */
export function verify(text: string, signature: Uint8Array, publicKey: string): boolean {
  const [r, s] = [number(signature.subarray(0, 32)), number(signature.subarray(32))];
  const t = mod(r + s, N);
  if (signature.length !== 64 || r < 1n || r >= N || s < 1n || s >= N || t === 0n) return false;
  const [x] = add(times(s, G), times(t, pointOf(publicKey)))!;
  return mod(digestOf(text, publicKey) + x, N) === r;
}

/** Part 4, §7.1: hex of C1 without its `04`, then C2 and C3 in the order named. */
export function decrypt(cipher: string, privateKey: string, order: 'C1C3C2' | 'C1C2C3'): Buffer | undefined {
  const [c1, rest] = [cipher.slice(0, 128), cipher.slice(128)];
  const at = order === 'C1C3C2' ? 64 : rest.length - 64;
  const [first, second] = [rest.slice(0, at), rest.slice(at)];
  const [c2, c3] = order === 'C1C3C2' ? [second, first] : [first, second];
  const shared = times(BigInt(`0x${privateKey}`), pointOf(`04${c1}`)).map((part) => Buffer.from(hex(part), 'hex'));
  const [x, y] = shared as [Buffer, Buffer];
  const bytes = Buffer.from(c2, 'hex');
  const stream = Buffer.concat(
    Array.from({ length: Math.ceil(bytes.length / 32) }, (_, i) => sm3(x, y, Buffer.from([0, 0, 0, i + 1]))),
  );
  const message = bytes.map((byte, i) => byte ^ stream[i]!);
  return sm3(x, message, y).toString('hex') === c3 ? Buffer.from(message) : undefined;
}
