/** Certificates for tests, made while they run: an authority of our own, and what it or nobody has signed (X.509 v3, RFC 5280). */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface Certified {
  /** PEM. */
  cert: string;
  /** PEM. */
  key: string;
}

export interface Authority extends Certified {
  issue(host: string, from: Date, until: Date): Certified;
}

const DAY_MS = 86_400_000;
export const YESTERDAY = new Date(Date.now() - DAY_MS);
export const TOMORROW = new Date(Date.now() + DAY_MS);
export const LAST_WEEK = new Date(Date.now() - 7 * DAY_MS);
export const NEXT_WEEK = new Date(Date.now() + 7 * DAY_MS);

/** An authority that signs itself; `name` is all that tells it from another. */
export function createAuthority(name: string): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = { name, keys, from: LAST_WEEK, until: NEXT_WEEK };
  return {
    ...pemOf({ ...own, signedBy: own, extension: IS_AUTHORITY }),
    issue(host, from, until) {
      const subject = { name: host, keys: generateKeyPairSync('ec', { namedCurve: 'P-256' }), from, until };
      return pemOf({ ...subject, signedBy: own, extension: namedHost(host) });
    },
  };
}

interface Subject {
  name: string;
  keys: { publicKey: KeyObject; privateKey: KeyObject };
  from: Date;
  until: Date;
}

let serial = 0;

function pemOf(subject: Subject & { signedBy: Subject; extension: Buffer }): Certified {
  const { keys, signedBy, from, until, extension } = subject;
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, Buffer.from([++serial])),
    ECDSA_WITH_SHA256,
    distinguished(signedBy.name),
    sequence(time(from), time(until)),
    distinguished(subject.name),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, signedBy.keys.privateKey));
  const base64 = sequence(body, ECDSA_WITH_SHA256, signature).toString('base64');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const IS_AUTHORITY = sequence(
  oid('551d13'),
  der(0x01, Buffer.from([0xff])),
  der(0x04, sequence(der(0x01, Buffer.from([0xff])))),
);
const namedHost = (host: string) => sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(host)))));
const distinguished = (name: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
const time = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

function sequence(...contents: Uint8Array[]): Buffer {
  return der(0x30, ...contents);
}

/** One DER value: tag, length, content. */
function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}
