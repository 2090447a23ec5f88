import decodeQR from 'qr/decode.js';
import { describe, expect, test, vi } from 'vitest';
import { encodeBase64Url } from '../../../core/certificate/base64url.ts';
import { HOUR_MS, type Instant, instantOf, type JurisdictionCode, parseInstant } from '../../../core/index.ts';
import type { Credential } from '../../../core/share-code/credential.ts';
import { readShowing } from '../../../core/share-code/showing.ts';
import { trustedTime } from '../../../core/share-code/trusted-time.ts';
import { verifyShowing } from '../../../core/share-code/verify.ts';
import { newDeviceKey } from '../signatures/device-key.ts';
import { trustMeans } from '../signatures/trust-means.ts';
import { issuedCode, shareKey } from './codes.samples.ts';
import { drawQr } from './draw-qr.ts';
import { createLiveCode } from './live-code.ts';
import type { QrCode } from './qr-code.ts';

const NOW = parseInstant('2022-08-01T07:45:03+08:00')!;
const after = (ms: number): Instant => instantOf(NOW + ms);
const PHONE = { widthPx: 343, large: false };

async function onPhone(changes: Partial<Credential> = {}) {
  const key = await newDeviceKey(new Uint8Array(32).fill(1));
  const sign = vi.fn(key.sign);
  const code = issuedCode(encodeBase64Url(key.publicKey), after(-HOUR_MS), 'f', changes);
  return { code, key: { sign } };
}

/** What a canvas holds, and what a camera reads of it. */
function canvas() {
  let [width, height] = [300, 150];
  let data = new Uint8ClampedArray(0);
  const blank = () => {
    data = new Uint8ClampedArray(width * height * 4).fill(255);
  };
  return {
    get width() {
      return width;
    },
    set width(to: number) {
      width = to;
      blank();
    },
    get height() {
      return height;
    },
    set height(to: number) {
      height = to;
      blank();
    },
    getContext: () => ({
      fillStyle: '',
      fillRect(x: number, y: number, w: number, h: number) {
        const shade = this.fillStyle === '#000000' ? 0 : 255;
        for (let row = y; row < y + h; row += 1)
          for (let at = x; at < x + w; at += 1) data.fill(shade, (row * width + at) * 4, (row * width + at) * 4 + 3);
      },
    }),
    read: () => decodeQR({ width, height, data }),
  };
}

function readOf(qr: QrCode): string {
  const screen = canvas();
  drawQr(screen, qr, 686);
  return screen.read();
}

describe('a live code', () => {
  test('is admitted by whoever scans it, from its picture on', async () => {
    const { code, key } = await onPhone();
    const text = readOf(createLiveCode(code, key, PHONE).now(NOW));
    const means = await trustMeans(false);
    const trust = {
      seq: 1,
      edition: 1,
      signedAt: after(-60_000),
      keys: [shareKey],
      policies: [],
      words: {},
      revoked: new Set<number>(),
    };
    const venue = { jurisdiction: '310000' as JurisdictionCode, scene: 'public-places' } as const;
    const verdict = (ms: number) => verifyShowing(text, venue, trust, trustedTime(undefined, after(ms)), means);
    expect(verdict(0)).toMatchObject({ kind: 'admit', shown: { name: '张*丰', last4: '0014' } });
    expect(verdict(9_000).kind).toBe('admit');
    expect(verdict(60_000)).toMatchObject({ kind: 'ask-online', reason: 'not-live' });
  });

  test('is new every ten seconds, signed once for each, and ready before its time', async () => {
    const { code, key } = await onPhone();
    const live = createLiveCode(code, key, PHONE);
    const first = live.now(NOW);
    expect(live.now(after(6_900))).toBe(first);
    expect(key.sign).toHaveBeenCalledTimes(1);
    live.prepare(after(5_000));
    expect(key.sign).toHaveBeenCalledTimes(2);
    expect(live.now(after(6_999))).toBe(first);
    const next = live.now(after(7_000));
    expect(key.sign).toHaveBeenCalledTimes(2);
    expect(readOf(next)).not.toBe(readOf(first));
    live.now(after(60_000));
    expect(key.sign).toHaveBeenCalledTimes(3);
  });
});

test('a live code shown together with others says which of them it is', async () => {
  const { code, key } = await onPhone();
  const family = { position: 2, of: 3, mark: 4_711 };
  const read = (of?: typeof family) => readShowing(readOf(createLiveCode(code, key, PHONE, of).now(NOW)));
  expect(read(family)).toMatchObject({ proof: { family } });
  expect(read()).not.toHaveProperty('proof.family');
});

describe('a QR code', () => {
  const results = [0, 1, 2].map((at) => ({
    sampleCollectedAt: after(-(12 + 24 * at) * HOUR_MS),
    reportIssuedAt: after(-(6 + 24 * at) * HOUR_MS),
    poolSize: 10,
  }));

  test('with three results and a name of twelve characters, in a family, is at most version 14 at level M', async () => {
    const { code, key } = await onPhone({ results, name: '阿*********尔' });
    const qr = createLiveCode(code, key, PHONE, { position: 10, of: 10, mark: 65_535 }).now(NOW);
    expect(qr.level).toBe('medium');
    expect(qr.modules.length).toBeLessThanOrEqual(17 + 4 * 14 + 8);
  });

  test('is of level Q as 大码, and of a lower one where its modules would be too small to read', async () => {
    const { code, key } = await onPhone({ results });
    const large = (widthPx: number) => createLiveCode(code, key, { widthPx, large: true }).now(NOW);
    expect(large(375).level).toBe('quartile');
    expect(large(320).level).toBe('quartile');
    expect(large(195).level).toBe('medium');
    const tight = large(150);
    expect(tight.level).toBe('low');
    expect(readOf(tight)).toBe(readOf(large(375)));
  });

  test('of a name of fifty letters still fits a narrow phone', async () => {
    const { code, key } = await onPhone({ results, name: `A${'*'.repeat(48)}Z` });
    const qr = createLiveCode(code, key, { widthPx: 320, large: true }).now(NOW);
    expect(320 / qr.modules.length).toBeGreaterThan(2.5);
    expect(readOf(qr)).toContain('HUREN1:');
  });
});
