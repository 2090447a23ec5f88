/** Draws a receipt as a picture that can be sent on: what it says in Chinese and English, that it is no pass, and the code to check it by. */
import { drawQr, FAMILY, INK, type Pencil, QUIET, wrapped } from '../phone/pencil.ts';

/** Each in Chinese and English. */
export interface ReceiptPicture {
  link: string;
  title: [string, string];
  noPass: [string, string];
  /** Name and what it is. */
  facts: { name: [string, string]; value: [string, string] }[];
  check: [string, string];
}

export const RECEIPT = { width: 1080, height: 2160 };
const MARGIN = 64;
/** Below the smallest a phone's camera has to come near; what is said never needs so much that it would get there. */
const [SMALLEST_CODE, LARGEST_CODE] = [420, 720];

/** The code is as large as the words leave room for. */
export function drawReceipt(pencil: Pencil, picture: ReceiptPicture): void {
  const { width, height } = RECEIPT;
  const room = height - writeReceipt(pencil, picture, 0, false);
  pencil.fillStyle = '#fff';
  pencil.fillRect(0, 0, width, height);
  writeReceipt(pencil, picture, Math.max(SMALLEST_CODE, Math.min(LARGEST_CODE, room)), true);
}

/** How high it is, margins included. `inked`: not only measured. */
function writeReceipt(
  pencil: Pencil,
  { title, noPass, facts, link, check }: ReceiptPicture,
  side: number,
  inked: boolean,
) {
  const { width } = RECEIPT;
  const most = width - 2 * MARGIN;
  pencil.textBaseline = 'top';
  let y = MARGIN;
  const write = (text: string, size: number, weight: number, colour: string, centred: boolean) => {
    pencil.font = `${weight} ${size}px ${FAMILY}`;
    pencil.fillStyle = colour;
    pencil.textAlign = centred ? 'center' : 'left';
    for (const line of wrapped(pencil, text, most - 40)) {
      if (inked) pencil.fillText(line, centred ? width / 2 : MARGIN, y);
      y += Math.round(size * 1.35);
    }
  };
  const both = ([zh, en]: [string, string], size: number, weight = 400, centred = false) => {
    write(zh, size, weight, INK, centred);
    // A name may be the same in both.
    if (en !== zh) write(en, Math.max(28, Math.round(size * 0.55)), 400, QUIET, centred);
  };
  both(title, 56, 700, true);
  const top = y + 12;
  y += 36;
  both(noPass, 96, 700, true);
  y += 16;
  if (inked) frame(pencil, MARGIN, top, most, y - top);
  y += 36;
  for (const { name, value } of facts) {
    write(name.join(' '), 28, 400, QUIET, false);
    both(value, 40);
    y += 20;
  }
  if (inked) drawQr(pencil, link, Math.floor((width - side) / 2), y, side);
  y += side;
  both(check, 32, 400, true);
  return y + MARGIN;
}

function frame(pencil: Pencil, x: number, y: number, width: number, height: number): void {
  const line = 6;
  pencil.fillStyle = INK;
  pencil.fillRect(x, y, width, line);
  pencil.fillRect(x, y + height - line, width, line);
  pencil.fillRect(x, y, line, height);
  pencil.fillRect(x + width - line, y, line, height);
}
