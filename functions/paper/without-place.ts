/** Without place: a telephone writes where and when into its JPEGs; nobody needs that to read a paper. */

const APP1 = 0xe1;
const LAST_APP = 0xef;
const COMMENT = 0xfe;
const START_OF_SCAN = 0xda;

/**
 * A JPEG without its application segments APP1 (EXIF, XMP) to APP15 and without comments, but for how it is to be turned;
 * anything else, and what is not built as a JPEG should be, comes back as it is.
 */
export function withoutPlace(photo: Buffer): Buffer {
  if (photo[0] !== 0xff || photo[1] !== 0xd8) return photo;
  const kept: Buffer[] = [photo.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= photo.length) {
    const [mark, kind] = [photo[at]!, photo[at + 1]!];
    if (mark !== 0xff) return photo;
    if (kind === START_OF_SCAN) return Buffer.concat([...kept, photo.subarray(at)]);
    const end = at + 2 + photo.readUInt16BE(at + 2);
    if (end > photo.length) return photo;
    const segment = photo.subarray(at, end);
    const isTold = kind === COMMENT || (kind >= APP1 && kind <= LAST_APP);
    const turn = kind === APP1 ? turnIn(segment) : undefined;
    if (!isTold) kept.push(segment);
    else if (turn !== undefined) kept.push(turned(turn));
    at = end;
  }
  return photo;
}

const ORIENTATION = 0x0112;
const EXIF = Buffer.from('Exif\0\0', 'latin1');
/** Marker, length and `Exif\0\0` stand before the TIFF header that offsets count from. */
const TIFF_AT = 10;

/** EXIF's orientation, 2 to 8; `undefined` where it lies upright or says nothing. */
function turnIn(segment: Buffer): number | undefined {
  if (!segment.subarray(4, TIFF_AT).equals(EXIF) || segment.length < TIFF_AT + 10) return undefined;
  const tiff = segment.subarray(TIFF_AT);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return undefined;
  for (let entry = 0; entry < short(first); entry += 1) {
    const at = first + 2 + entry * 12;
    if (at + 12 > tiff.length) return undefined;
    const turn = short(at + 8);
    if (short(at) === ORIENTATION) return turn >= 2 && turn <= 8 ? turn : undefined;
  }
  return undefined;
}

/** An APP1 that says this and nothing else. */
function turned(turn: number): Buffer {
  const segment = Buffer.alloc(TIFF_AT + 8 + 2 + 12 + 4);
  segment.writeUInt16BE(0xff00 + APP1, 0);
  segment.writeUInt16BE(segment.length - 2, 2);
  EXIF.copy(segment, 4);
  segment.write('MM', TIFF_AT, 'latin1');
  segment.writeUInt16BE(42, TIFF_AT + 2);
  segment.writeUInt32BE(8, TIFF_AT + 4);
  segment.writeUInt16BE(1, TIFF_AT + 8);
  segment.writeUInt16BE(ORIENTATION, TIFF_AT + 10);
  segment.writeUInt16BE(3, TIFF_AT + 12);
  segment.writeUInt32BE(1, TIFF_AT + 14);
  segment.writeUInt16BE(turn, TIFF_AT + 18);
  return segment;
}
