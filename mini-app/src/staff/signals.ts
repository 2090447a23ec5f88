/** Signals: what a verdict sounds and feels like; each kind differs in pitch, in number and in length, so that ears alone can tell. */

export const SIGNALS = ['admit', 'compare', 'refuse', 'ask-online', 'not-a-code'] as const;
export type Signal = (typeof SIGNALS)[number];

export interface Note {
  hertz: number;
  ms: number;
}

/**
 * Played one after another with a short silence between. High once: through. Rising: through once the document is compared.
 * Low twice: stop. Falling: ask. Short: look again.
 */
export const NOTES: Record<Signal, readonly Note[]> = {
  admit: [{ hertz: 1568, ms: 140 }],
  compare: [
    { hertz: 659, ms: 110 },
    { hertz: 988, ms: 260 },
  ],
  refuse: [
    { hertz: 262, ms: 220 },
    { hertz: 262, ms: 320 },
  ],
  'ask-online': [
    { hertz: 988, ms: 120 },
    { hertz: 740, ms: 120 },
    { hertz: 587, ms: 160 },
  ],
  'not-a-code': [{ hertz: 440, ms: 70 }],
};
export const SILENCE_MS = 60;

/** In the order in which the phone trembles. */
export const TREMBLES: Record<Signal, readonly ('short' | 'long')[]> = {
  admit: ['short'],
  compare: ['short', 'long'],
  refuse: ['long'],
  'ask-online': ['short', 'short', 'short'],
  'not-a-code': ['short', 'short'],
};
/** From the beginning of one to that of the next. */
export const TREMBLE_EVERY_MS = 160;

const RATE = 8_000;
const HEADER_BYTES = 44;
/** A note that begins or ends at once clicks. */
const FADE_SAMPLES = 60;

/** A WAV file (PCM, 8 bits, mono) for phones that play only files. */
export function waveOf(notes: readonly Note[]): Uint8Array {
  const samples = (ms: number) => Math.round((ms * RATE) / 1000);
  const length = notes.reduce((sum, { ms }) => sum + samples(ms) + samples(SILENCE_MS), 0);
  const bytes = new Uint8Array(HEADER_BYTES + length);
  bytes.fill(128, HEADER_BYTES);
  header(bytes, length);
  let at = HEADER_BYTES;
  for (const { hertz, ms } of notes) {
    const count = samples(ms);
    for (let each = 0; each < count; each++) {
      const fade = Math.min(1, each / FADE_SAMPLES, (count - each) / FADE_SAMPLES);
      bytes[at + each] = 128 + Math.round(110 * fade * Math.sin((2 * Math.PI * hertz * each) / RATE));
    }
    at += count + samples(SILENCE_MS);
  }
  return bytes;
}

function header(bytes: Uint8Array, length: number): void {
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string) => {
    for (let each = 0; each < letters.length; each++) bytes[at + each] = letters.charCodeAt(each);
  };
  text(0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, length, true);
}
