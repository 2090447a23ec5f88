/** QR modules: the code as rows of dark and light, in level Q, for paper is folded and gets wet. */
import encodeQR from 'qr';

/** The white around that the specification (ISO/IEC 18004) wants. */
const QUIET_MODULES = 4;

/** Dark is true; the white around is part of it. */
export function qrModules(text: string): boolean[][] {
  return encodeQR(text, 'raw', { ecc: 'quartile', border: QUIET_MODULES });
}
