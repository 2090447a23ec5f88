/** Showing: what the QR code holds: the credential, and the phone's own fresh signature over it. */
import { decodeBase45, encodeBase45 } from '../certificate/base45.ts';
import { readCbor, writeCbor } from '../certificate/cbor.ts';
import { type Instant, instantOf } from '../instant.ts';
import { linkKind, type OurLink, withoutPadding } from './links.ts';
import { isSeconds, wholeSeconds } from './seconds.ts';

/** By which our codes are told from all others; of Base45's letters, so that the QR stays in its tightest mode. */
export const PREFIX = 'HUREN1:';
/** A QR code of version 40 holds 4 296 letters: what is longer was not scanned. */
export const MOST_LETTERS = 4_296;
/** One's own code, those of eight dependents, and one to spare. */
const LARGEST_FAMILY = 10;

/** Which of how many codes this is that one phone shows together, so that whoever scans them can tell when all are through. */
export interface FamilyPlace {
  /** From 1. */
  position: number;
  /** 2 to 10. */
  of: number;
  /** Below 65 536, drawn for this showing of all: tells two families at one door apart, and means nothing afterwards. */
  mark: number;
}

/** What a phone adds, new every ten seconds. A printed code has none. */
export interface DeviceProof {
  /** By the phone's trusted time. */
  shownAt: Instant;
  /** The venue's, where one was given: 8 to 32 bytes. */
  challenge?: Uint8Array;
  family?: FamilyPlace;
  signature: Uint8Array;
}

export interface Showing {
  /** COSE_Sign1. */
  credential: Uint8Array;
  proof?: DeviceProof;
}

export function writeShowing({ credential, proof }: Showing): string {
  const parts: unknown[] = [credential];
  if (proof) {
    parts.push(wholeSeconds(proof.shownAt), proof.signature);
    if (proof.challenge) parts.push(proof.challenge);
    if (proof.family) parts.push(familyBytes(proof.family));
  }
  // Base45 never ends in a space: a last group's greatest character is W, a last pair's 5.
  return PREFIX + encodeBase45(writeCbor(parts));
}

/** What `another` system's code looks like, as far as that helps whoever holds it up. */
export type NotShown =
  | { kind: 'another-code'; of: OurLink | 'health-code' | 'certificate' | 'link' | 'unknown' }
  | { kind: 'damaged' };

/** Padding that scanners and keyboards add is forgiven; anything else must be exactly what writeShowing writes. */
export function readShowing(text: string): Showing | NotShown {
  if (text.length > 2 * MOST_LETTERS) return { kind: 'another-code', of: 'unknown' };
  const trimmed = withoutPadding(text);
  if (trimmed.slice(0, PREFIX.length) !== PREFIX) return { kind: 'another-code', of: kindOf(trimmed) };
  const damaged: NotShown = { kind: 'damaged' };
  const bytes = trimmed.length > MOST_LETTERS ? undefined : decodeBase45(trimmed.slice(PREFIX.length));
  const parts = bytes && readCbor(bytes, 'deterministic');
  if (!Array.isArray(parts)) return damaged;
  const [credential, shown, signature, ...more] = parts as unknown[];
  if (!(credential instanceof Uint8Array)) return damaged;
  if (parts.length === 1) return { credential };
  if (!isSeconds(shown) || !(signature instanceof Uint8Array)) return damaged;
  // Which of the two a part is, its length says.
  const challenge = isBytes(more[0], 8, 32) ? (more.shift() as Uint8Array) : undefined;
  const family = more.length > 0 ? familyIn(more.shift()) : undefined;
  if (more.length > 0 || parts.length !== 3 + Number(!!challenge) + Number(!!family)) return damaged;
  const shownAt = instantOf(shown * 1000);
  return { credential, proof: { shownAt, signature, ...(challenge && { challenge }), ...(family && { family }) } };
}

/** Position and number in half a byte each, then the mark. */
function familyBytes({ position, of, mark }: FamilyPlace): Uint8Array {
  return Uint8Array.of(position * 16 + of, mark >> 8, mark & 0xff);
}

function familyIn(value: unknown): FamilyPlace | undefined {
  if (!isBytes(value, 3, 3)) return undefined;
  const [which, high, low] = value as unknown as [number, number, number];
  const [position, of] = [which >> 4, which & 15];
  const fits = of >= 2 && of <= LARGEST_FAMILY && position >= 1 && position <= of;
  return fits ? { position, of, mark: high * 256 + low } : undefined;
}

function isBytes(value: unknown, least: number, most: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length >= least && value.length <= most;
}

/** What the phone's key signs: these bytes of the credential, at this time, to this challenge, at this place in the family. */
export function provenBytes(
  credential: Uint8Array,
  { shownAt, challenge, family }: Omit<DeviceProof, 'signature'>,
): Uint8Array {
  const parts = ['huren showing', credential, wholeSeconds(shownAt), challenge ?? null];
  return writeCbor(family ? [...parts, familyBytes(family)] : parts);
}

/** Codes that people hold up by mistake: links of ours, and those of others. */
function kindOf(text: string): Extract<NotShown, { kind: 'another-code' }>['of'] {
  if (/^(HC1:|shc:\/)/.test(text)) return 'certificate';
  const ours = linkKind(text);
  if (ours) return ours;
  if (/^https?:\/\/\S*(jkm|health|code|suishen|ssm|skm|akm|ykm|jiankang)/i.test(text)) return 'health-code';
  if (/^https?:\/\//i.test(text)) return 'link';
  return 'unknown';
}
