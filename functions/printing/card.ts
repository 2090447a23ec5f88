/** Card: the size of a bank card (ISO/IEC 7810 ID-1), two sides: the code, and what it rests on. */
import type { Legible } from './legible.ts';
import type { Page } from './page.ts';
import { dateTime, resultText, WORDS } from './print-words.ts';
import type { PrintedCode } from './printed-code.ts';
import { qrModules } from './qr-modules.ts';

export const CARD = { width: 85.6, height: 53.98 };
const [MARGIN, SIDE] = [2.5, 50];
/** The code carries them all; in smaller type nobody could read them. */
const MOST_LINES = 8;

export function drawCard(page: Page, code: PrintedCode, name: Legible): void {
  page.qr(qrModules(code.text), { x: 1, y: (CARD.height - SIDE) / 2, side: SIDE });
  const box = { x: SIDE + 1.5, width: CARD.width - SIDE - 1.5 - MARGIN };
  let y = page.write('互认共享码', { ...box, y: 4, size: 9 });
  y = page.write(name.text, { ...box, y: y + 1, size: 12 });
  y = page.write(`末四位 ${code.last4}`, { ...box, y, size: 10 });
  y = page.write('有效至（北京时间）', { ...box, y: y + 1, size: 6.5 });
  y = page.write(dateTime(code.expiresAt), { ...box, y, size: 10 });
  y = page.write('须核对证件', { ...box, y: y + 1, size: 11 });
  y = page.write(`${WORDS.number}\n${code.number}`, { ...box, y: y + 1, size: 7.5 });

  page.next();
  const back = { x: MARGIN + 1, width: CARD.width - 2 * MARGIN - 2 };
  y = page.write(`${WORDS.results}　${WORDS.asOf(code.asOf)}`, { ...back, y: 2.5, size: 6.5 });
  const lines = [...code.results.map((each) => resultText(each).join(' ')), ...code.samplings.map(WORDS.sampling)];
  for (const line of lines.slice(0, MOST_LINES)) y = page.write(line, { ...back, y, size: 6.5 });
  if (lines.length > MOST_LINES) y = page.write(WORDS.more(lines.length - MOST_LINES), { ...back, y, size: 6.5 });
  page.rule({ ...back, y: y + 0.8 });
  y = page.write(WORDS.compare, { ...back, y: y + 1.4, size: 6.5 });
  y = page.write(WORDS.revoke(code.number), { ...back, y, size: 6 });
  y = page.write(WORDS.notHealthCode, { ...back, y, size: 5.5 });
  if (name.missing.length > 0) page.write(WORDS.missing(name.missing), { ...back, y, size: 5.5 });
}
