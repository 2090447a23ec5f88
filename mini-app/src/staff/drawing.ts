/** Drawing: a venue's poster. */
import { drawQr, FAMILY, INK, type Pencil, QUIET, wrapped } from '../phone/pencil.ts';

export interface Poster {
  link: string;
  /** Each in Chinese and English. */
  title: [string, string];
  venue: [string, string];
  rule: [string, string];
  scan: [string, string];
  notice: [string, string];
  until: string;
}

/** A4 at 150 dots an inch. */
export const POSTER = { width: 1240, height: 1754 };

/** From above: what it is about, the venue, the code as large as the words leave room for, how to scan, and the notice. */
export function drawPoster(pencil: Pencil, poster: Poster): void {
  const { width, height } = POSTER;
  const room = height - TOP - FOOT - writePoster(pencil, poster, 0, false);
  pencil.fillStyle = '#fff';
  pencil.fillRect(0, 0, width, height);
  writePoster(pencil, poster, Math.max(SMALLEST_CODE, Math.min(LARGEST_CODE, room)), true);
  pencil.textBaseline = 'bottom';
  pencil.font = `400 24px ${FAMILY}`;
  pencil.fillStyle = QUIET;
  pencil.fillText(poster.until, width / 2, height - 36);
}

const [TOP, FOOT] = [80, 110];
const [SMALLEST_CODE, LARGEST_CODE] = [640, 920];

/** How high it is, from the first line to the last. `inked`: not only measured. */
function writePoster(pencil: Pencil, poster: Poster, side: number, inked: boolean): number {
  const { width } = POSTER;
  pencil.textAlign = 'center';
  pencil.textBaseline = 'top';
  let y = TOP;
  const write = (text: string, size: number, weight = 400, colour = INK) => {
    pencil.font = `${weight} ${size}px ${FAMILY}`;
    pencil.fillStyle = colour;
    for (const line of wrapped(pencil, text, width - 160)) {
      if (inked) pencil.fillText(line, width / 2, y);
      y += Math.round(size * 1.35);
    }
  };
  const both = ([zh, en]: [string, string], size: number, weight?: number) => {
    write(zh, size, weight);
    write(en, Math.max(26, Math.round(size * 0.54)), 400, QUIET);
    y += Math.round(size * 0.35);
  };
  both(poster.title, 68, 700);
  both(poster.venue, 56, 700);
  both(poster.rule, 38);
  if (inked) drawQr(pencil, poster.link, Math.floor((width - side) / 2), y, side);
  y += side + 8;
  both(poster.scan, 48, 700);
  both(poster.notice, 34);
  return y - TOP;
}
