/** QrCode: text as the modules of a QR code, with as much error correction as the square it is drawn in can bear. */
import encodeQR from 'qr';

export interface QrCode {
  /** Rows of modules, `true` is dark; the quiet zone on each side is among them. */
  modules: boolean[][];
  level: 'low' | 'medium' | 'quartile';
}

/**
 * Light modules on each side: the four of ISO/IEC 18004; as 大码, which takes the whole width, two, which every scanner of
 * phones can do with, and the white of the page above and below.
 */
const QUIET = { usual: 4, large: 2 };
/** Cameras of gates and cheap phones read modules of this size from a hand's distance. */
const SMALLEST_MODULE_PX = 2.5;

/** Which levels are tried, the best first: a cracked screen loses whole strips, which Q survives and M does not. */
const LEVELS = { usual: ['medium', 'low'], large: ['quartile', 'medium', 'low'] } as const;

/** Where even the least would have modules too small to read, the least is still the best there is. */
export function qrCode(text: string, { widthPx, large }: { widthPx: number; large: boolean }): QrCode {
  let qr: QrCode | undefined;
  const look = large ? 'large' : 'usual';
  for (const level of LEVELS[look]) {
    qr = { modules: encodeQR(text, 'raw', { ecc: level, border: QUIET[look] }), level };
    if (widthPx / qr.modules.length >= SMALLEST_MODULE_PX) break;
  }
  return qr!;
}
