/** Every recording of a source's answers still reads as it should. A new source comes with at least two: something held, nothing held. */
import { readdirSync, readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { formatInstant, type IdDocument, type Instant, type SourceReply } from '../core/index.ts';
import { askSource } from './index.ts';
import { openHybrid } from './testing/hybrid-peer.ts';
import { startLoopbackSource } from './testing/loopback-source.ts';
import { meansAt, sourceFile } from './testing/means.ts';

interface Reply {
  status?: number;
  headers?: Record<string, string>;
  json?: object;
  text?: string;
  encoding?: 'GBK';
  /** Stands at `data` of `json`, encrypted under the key that came with the question. */
  sealed?: unknown;
}

/** `reply` as Huren understands it, times in RFC 3339, without the time of asking. */
interface Recording {
  story: string;
  person: { name: string; document: IdDocument };
  secret: Record<string, string>;
  /** Of a source that answers under the key of the call. */
  theirPrivateKey?: string;
  /** By path; several are given one after the other, the last one again and again. */
  replies: Record<string, Reply | Reply[]>;
  reply: object;
}

const list = (path: string) => readdirSync(new URL(path, import.meta.url)).map((name) => name.replace(/\.json$/, ''));

async function replay(
  { person, secret, theirPrivateKey = '', replies }: Recording,
  source: string,
): Promise<SourceReply> {
  const inOrder = new Map(Object.entries(replies).map(([path, reply]) => [path, [reply].flat()]));
  const server = await startLoopbackSource(({ path, body: asked }) => {
    const left = inOrder.get(path) ?? [];
    const given: Reply = (left.length > 1 ? left.shift() : left[0]) ?? { status: 404 };
    const { status, headers, json, text = '', encoding = 'utf8', sealed } = given;
    if (sealed === undefined) return { status, headers, body: json ?? iconv.encode(text, encoding) };
    const peer = openHybrid(JSON.parse(asked.toString()), theirPrivateKey);
    return peer ? { status, headers, body: { ...json, data: peer.seal(sealed) } } : { status: 400 };
  });
  try {
    return (await askSource(sourceFile(source), meansAt(server.origin, secret), person)).reply;
  } finally {
    await server.stop();
  }
}

function readable({ retrievedAt: _retrievedAt, ...reply }: SourceReply): object {
  return JSON.parse(
    JSON.stringify(reply, (key, value) => (key.endsWith('At') ? formatInstant(value as Instant) : value)),
  );
}

describe.each(list('../config/sources'))('%s', (source) => {
  const cases = list(`recordings/${source}`).map((name) => {
    const text = readFileSync(new URL(`recordings/${source}/${name}.json`, import.meta.url), 'utf8');
    return [name, JSON.parse(text) as Recording] as const;
  });

  test.each(cases)('%s', async (_name, recording) => {
    expect(readable(await replay(recording, source))).toEqual(recording.reply);
  });

  test('something held and nothing held are both on record', () => {
    const kinds = cases.map(([, { reply }]) => (reply as SourceReply).kind);
    expect(kinds).toEqual(expect.arrayContaining(['found', 'none']));
  });
});
