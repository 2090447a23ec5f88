/** LiveCode: what the QR code of one share code holds from moment to moment: new every ten seconds, and ready before it is needed. */
import { decodeBase64Url } from '../../../core/certificate/base64url.ts';
import { type Instant, instantOf } from '../../../core/index.ts';
import { type FamilyPlace, provenBytes, writeShowing } from '../../../core/share-code/showing.ts';
import type { DeviceKey } from '../signatures/device-key.ts';
import type { PhoneCode } from './phone-code.ts';
import { type QrCode, qrCode } from './qr-code.ts';

export const EVERY_MS = 10_000;

export interface LiveCode {
  /** What is shown now. The same object as before while it has not changed. */
  now(at: Instant): QrCode;
  /** Makes the next one, so that it is there when its time comes. */
  prepare(at: Instant): void;
}

/** `family`: it is shown together with others. `widthPx`: the side of the square to draw in; `large`: 大码, which survives a cracked screen. */
export function createLiveCode(
  code: Pick<PhoneCode, 'credential'>,
  key: Pick<DeviceKey, 'sign'>,
  look: { widthPx: number; large: boolean },
  family?: FamilyPlace,
): LiveCode {
  const credential = decodeBase64Url(code.credential) ?? new Uint8Array(0);
  /** By the slot of ten seconds. */
  let made: { slot: number; qr: QrCode }[] = [];

  function qrOf(slot: number): QrCode {
    const ready = made.find((each) => each.slot === slot);
    if (ready) return ready.qr;
    // Signed for the slot's beginning: the same for everybody who looks within it, and at most ten seconds old.
    const shownAt = instantOf(slot * EVERY_MS);
    const signature = key.sign(provenBytes(credential, { shownAt, family }));
    const qr = qrCode(writeShowing({ credential, proof: { shownAt, signature, ...(family && { family }) } }), look);
    made = [...made.filter((each) => each.slot === slot - 1), { slot, qr }];
    return qr;
  }
  const slotOf = (at: Instant) => Math.floor(at / EVERY_MS);

  return {
    now: (at) => qrOf(slotOf(at)),
    prepare: (at) => void qrOf(slotOf(at) + 1),
  };
}
