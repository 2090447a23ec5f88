/** ScanLink: scans one code of ours by the phone's own scanner, and says what was read or why nothing was. */
import { platform } from '../wiring.ts';
import type { MoreWords } from './words/index.ts';

export type ScannedLink = { text: string } | { said: string | undefined };

/** `said` is undefined when the person has changed their mind. */
export async function scanLink({ scanner, cameraRefused, cameraNone }: MoreWords): Promise<ScannedLink> {
  const scanned = await platform.scan(scanner);
  if (scanned.kind === 'text') return { text: scanned.text.trim() };
  return { said: { cancelled: undefined, refused: cameraRefused, unsupported: cameraNone }[scanned.kind] };
}
