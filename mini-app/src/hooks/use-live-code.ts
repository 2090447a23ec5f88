/** useLiveCode: the QR code of one share code as it is to be shown this second; the next is made while this one is seen. */
import { useEffect, useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import type { FamilyPlace } from '../../../core/share-code/showing.ts';
import { createLiveCode, type LiveCode } from '../share-code/live-code.ts';
import { type PhoneCode, seedBytes } from '../share-code/phone-code.ts';
import type { QrCode } from '../share-code/qr-code.ts';
import { deviceKeyOf } from '../signatures/device-key.ts';
import { clock } from '../wiring.ts';

export function useLiveCode(
  code: PhoneCode,
  look: { widthPx: number; large: boolean; family?: FamilyPlace },
  now: Instant,
): QrCode | undefined {
  const { widthPx, large, family } = look;
  const [live, setLive] = useState<{ of: PhoneCode; code: LiveCode }>();
  useEffect(() => {
    let wanted = true;
    const seed = seedBytes(code.seed);
    if (!seed) return;
    void deviceKeyOf(seed).then((key) => {
      if (wanted) setLive({ of: code, code: createLiveCode(code, key, { widthPx, large }, family) });
    });
    return () => {
      wanted = false;
    };
  }, [code, widthPx, large, family]);
  const current = live?.of === code ? live.code : undefined;
  const qr = current?.now(now);
  // Once this one is on the screen.
  useEffect(() => {
    if (!current || !qr) return;
    const timer = setTimeout(() => current.prepare(clock.now()), 200);
    return () => clearTimeout(timer);
  }, [current, qr]);
  return qr;
}
