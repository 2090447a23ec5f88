/** A source that answers as a recording of protocols/recordings says, on loopback. */
import { readdirSync, readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import type { IdDocument } from '../../core/index.ts';
import { openHybrid } from './hybrid-peer.ts';
import { type LoopbackSource, type Reply, startLoopbackSource } from './loopback-source.ts';

export interface RecordedReply {
  status?: number;
  headers?: Record<string, string>;
  json?: object;
  text?: string;
  encoding?: 'GBK';
  /** Stands at `data` of `json`, encrypted under the key that came with the question. */
  sealed?: unknown;
}

/** `reply` as Huren understands it, times in RFC 3339, without the time of asking. */
export interface Recording {
  story: string;
  person: { name: string; document: IdDocument };
  secret: Record<string, string>;
  /** Of a source that answers under the key of the call. */
  theirPrivateKey?: string;
  /** By path; several are given one after the other, the last one again and again. */
  replies: Record<string, RecordedReply | RecordedReply[]>;
  reply: { kind: string };
}

const folder = new URL('../recordings/', import.meta.url);

/** Recordings of a source by name. */
export function recordingsOf(source: string): [string, Recording][] {
  return readdirSync(new URL(source, folder)).map((file) => [
    file.replace(/\.json$/, ''),
    JSON.parse(readFileSync(new URL(`${source}/${file}`, folder), 'utf8')),
  ]);
}

export interface RecordedSource extends LoopbackSource {
  /** From the first reply again; `spoil` may change what is about to be sent, `call` counts from 0. */
  rewind(spoil?: (reply: RecordedReply, call: number) => RecordedReply | Reply): void;
}

export async function startRecordedSource({ replies, theirPrivateKey = '' }: Recording): Promise<RecordedSource> {
  let left = new Map<string, RecordedReply[]>();
  let calls = 0;
  let spoil: Parameters<RecordedSource['rewind']>[0];
  const rewind: RecordedSource['rewind'] = (spoiling) => {
    left = new Map(Object.entries(replies).map(([path, reply]) => [path, [reply].flat()]));
    calls = 0;
    spoil = spoiling;
  };
  rewind();
  const source = await startLoopbackSource(({ path, body: asked }) => {
    const inOrder = left.get(path) ?? [];
    const recorded: RecordedReply = (inOrder.length > 1 ? inOrder.shift() : inOrder[0]) ?? { status: 404 };
    const given = spoil ? spoil(recorded, calls++) : recorded;
    if ('body' in given) return given;
    const { status, headers, json, text = '', encoding = 'utf8', sealed } = given as RecordedReply;
    if (sealed === undefined) return { status, headers, body: json ?? iconv.encode(text, encoding) };
    const peer = openHybrid(JSON.parse(asked.toString()), theirPrivateKey);
    return peer ? { status, headers, body: { ...json, data: peer.seal(sealed) } } : { status: 400 };
  });
  return { ...source, rewind };
}
