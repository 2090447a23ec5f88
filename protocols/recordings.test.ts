/** Every recording of a source's answers still reads as it should. A new source comes with at least two: something held, nothing held. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatInstant, type Instant, type SourceReply } from '../core/index.ts';
import { askSource } from './index.ts';
import { meansAt, sourceFile } from './testing/means.ts';
import { type Recording, recordingsOf, startRecordedSource } from './testing/recorded-source.ts';

const sources = readdirSync(new URL('../config/sources', import.meta.url)).map((file) => file.replace(/\.json$/, ''));

async function replay(recording: Recording, id: string): Promise<SourceReply> {
  const source = await startRecordedSource(recording);
  try {
    return (await askSource(sourceFile(id), meansAt(source.origin, recording.secret), recording.person)).reply;
  } finally {
    await source.stop();
  }
}

function readable({ retrievedAt: _retrievedAt, ...reply }: SourceReply): object {
  return JSON.parse(
    JSON.stringify(reply, (key, value) => (key.endsWith('At') ? formatInstant(value as Instant) : value)),
  );
}

describe.each(sources)('%s', (id) => {
  const recordings = recordingsOf(id);

  test.each(recordings)('%s', async (_name, recording) => {
    expect(readable(await replay(recording, id))).toEqual(recording.reply);
  });

  test('something held and nothing held are both on record', () => {
    const kinds = recordings.map(([, { reply }]) => reply.kind);
    expect(kinds).toEqual(expect.arrayContaining(['found', 'none']));
  });
});
