/** Page: a PDF document being written, in millimetres; ink on white, one font, of which only the characters used are embedded. */
import PDFDocument from 'pdfkit';
import type { Instant } from '../../core/index.ts';

const POINTS_PER_MM = 72 / 25.4;

export interface Page {
  /** Writes text in a box of a width, in points of type; returns where the next line may begin. */
  write(text: string, at: { x: number; y: number; width: number; size: number; align?: 'center' }): number;
  /** A rule from edge to edge of the box. */
  rule(at: { x: number; y: number; width: number }): void;
  /** A square of this side, the white around included. */
  qr(modules: boolean[][], at: { x: number; y: number; side: number }): void;
  next(): void;
}

/** Writes a document whose pages have this size. Its title names nobody. */
export async function writePdf(
  font: Uint8Array,
  size: { width: number; height: number },
  writtenAt: Instant,
  draw: (page: Page) => void,
): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: [size.width * POINTS_PER_MM, size.height * POINTS_PER_MM],
    margin: 0,
    font: font as unknown as string,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: '互认共享码', CreationDate: new Date(writtenAt) },
  });
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((done) => document.on('end', () => done()));
  draw(pageOf(document, size));
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

function pageOf(document: PDFKit.PDFDocument, { width, height }: { width: number; height: number }): Page {
  const points = (mm: number) => mm * POINTS_PER_MM;
  return {
    write(text, { x, y, width: box, size, align }) {
      document.fontSize(size);
      const options = { width: points(box), align: align ?? 'left' } as const;
      const tall = document.heightOfString(text, options) / POINTS_PER_MM;
      // Never on to another page by itself, and never cut off at the edge: what does not fit is a mistake of the layout.
      if (y + tall > height) throw new Error('a printed code does not fit on its page');
      document.text(text, points(x), points(y), { ...options, height: points(height - y + 1) });
      return y + tall;
    },
    rule({ x, y, width: long }) {
      document
        .lineWidth(0.4)
        .moveTo(points(x), points(y))
        .lineTo(points(x + long), points(y))
        .stroke();
    },
    qr(modules, { x, y, side }) {
      const module = points(side) / modules.length;
      const [left, top] = [points(x), points(y)];
      for (const [row, line] of modules.entries()) {
        for (let from = 0; from < line.length; from += 1) {
          if (!line[from]) continue;
          // One box for neighbours: no hairline of white between them, whoever prints it.
          let to = from;
          while (line[to + 1]) to += 1;
          document.rect(left + from * module, top + row * module, (to - from + 1) * module, module);
          from = to;
        }
      }
      document.fill('black');
    },
    next() {
      document.addPage({ size: [points(width), points(height)], margin: 0 });
    },
  };
}
