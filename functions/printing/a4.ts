/** A4: one sheet, to be folded into a bag or put up at a door; the code as large as the hand. */
import type { Legible } from './legible.ts';
import type { Page } from './page.ts';
import { resultText, WORDS } from './print-words.ts';
import type { PrintedCode } from './printed-code.ts';
import { qrModules } from './qr-modules.ts';

export const A4 = { width: 210, height: 297 };
const [MARGIN, GAP] = [18, 4];
/** With many lines below it, the code is somewhat smaller. */
const [SIDE, SMALLER, MANY] = [112, 92, 5];

export function drawA4(page: Page, code: PrintedCode, name: Legible): void {
  const box = { x: MARGIN, width: A4.width - 2 * MARGIN };
  const centred = { ...box, align: 'center' as const };
  const lines = [...code.results.map((each) => resultText(each).join('　')), ...code.samplings.map(WORDS.sampling)];
  const side = lines.length > MANY ? SMALLER : SIDE;
  let y = page.write(WORDS.title, { ...centred, y: 14, size: 22 });
  y = page.write(WORDS.titleEn, { ...centred, y, size: 11 });
  y = page.write(`${name.text}　${WORDS.last4(code.last4)}`, { ...centred, y: y + GAP, size: 20 });
  page.qr(qrModules(code.text), { x: (A4.width - side) / 2, y, side });
  y = page.write(WORDS.until(code.expiresAt), { ...centred, y: y + side, size: 18 });
  y = page.write(WORDS.untilEn, { ...centred, y, size: 10 });
  y = page.write(WORDS.compare, { ...centred, y: y + GAP, size: 16 });
  y = page.write(WORDS.compareEn, { ...centred, y, size: 10 });
  page.rule({ ...box, y: y + GAP });
  y = page.write(`${WORDS.results}　${WORDS.asOf(code.asOf)}`, { ...box, y: y + GAP + 2, size: 12 });
  y = page.write(WORDS.resultsEn, { ...box, y, size: 9 });
  for (const line of lines) y = page.write(line, { ...box, y: y + 0.5, size: lines.length > MANY ? 10 : 12 });
  page.rule({ ...box, y: y + GAP });
  y = page.write(`${WORDS.number} ${code.number}`, { ...box, y: y + GAP + 2, size: 14 });
  y = page.write(WORDS.revoke(code.number), { ...box, y: y + 1, size: 11 });
  y = page.write(WORDS.revokeEn, { ...box, y, size: 9 });
  y = page.write(WORDS.notHealthCode, { ...box, y: y + 2, size: 10 });
  if (name.missing.length > 0) page.write(WORDS.missing(name.missing), { ...box, y: y + 2, size: 10 });
}
