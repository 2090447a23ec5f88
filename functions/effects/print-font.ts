/** Print font: Noto Sans SC, some thirty thousand characters. It lies beside the bundle of the door that prints; here, as its package has it. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { PrintFont } from '../printing/print-code.ts';

export const PRINT_FONT_FILE = 'print-font.ttf';

/** Where the package has it; cloud/ puts it beside the bundle from there. */
export function installedPrintFont(): string {
  const require = createRequire(import.meta.url);
  return require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
}

/** Ten megabytes and what reads them, loaded with the first code that is printed. */
export function createPrintFont(): () => Promise<PrintFont> {
  let font: Promise<PrintFont> | undefined;
  return () => {
    font ??= readFile(new URL(`./${PRINT_FONT_FILE}`, import.meta.url))
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return readFile(installedPrintFont());
      })
      .then(async (bytes) => (await import('../printing/print-code.ts')).readPrintFont(bytes));
    font.catch(() => {
      font = undefined;
    });
    return font;
  };
}
