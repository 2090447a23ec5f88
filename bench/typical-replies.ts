/** Typical replies: for each source its recording with the most to tell, grown to the tests of somebody tested every other day for two weeks. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import type { HttpReply, HttpRequest } from '../protocols/protocol.ts';
import type { ResultService, SourceFile } from '../protocols/source-file.ts';
import { sourceFile } from '../protocols/testing/means.ts';
import { type RecordedReply, type Recording, recordingsOf } from '../protocols/testing/recorded-source.ts';

const TESTS = 7;

export interface TypicalReplies {
  source: SourceFile;
  recording: Recording;
  /** What the source answers; `call` counts the calls of one question to the same path. */
  answer(request: HttpRequest, call: number): HttpReply;
}

/** Sources inside an encrypted envelope are left out: what reading them costs is the cipher's. */
export function typicalReplies(): TypicalReplies[] {
  const folder = fileURLToPath(new URL('../config/sources', import.meta.url));
  return readdirSync(folder)
    .map((file) => sourceFile(file.replace(/\.json$/, '')))
    .filter(({ protocol }) => protocol !== 'encrypted-envelope')
    .map((source) => {
      const recording = richest(source.id);
      return { source, recording, answer: answersOf(source, recording) };
    });
}

function richest(id: string): Recording {
  const found = recordingsOf(id).filter(([, { reply }]) => reply.kind === 'found');
  const told = ([, { reply }]: (typeof found)[number]) => (reply as unknown as { results: unknown[] }).results.length;
  return found.sort((a, b) => told(b) - told(a))[0]![1];
}

function answersOf(source: SourceFile, { replies }: Recording): TypicalReplies['answer'] {
  const grown = new Map(
    Object.entries(replies).map(([path, given]) => [path, [given].flat().map((reply) => bytesOf(reply, source, path))]),
  );
  return ({ path }, call) => {
    const inOrder = grown.get(path.replace(/\?.*/, ''))!;
    return inOrder[Math.min(call, inOrder.length - 1)]!;
  };
}

function bytesOf(
  { status = 200, headers = {}, json, text, encoding = 'utf8' as never }: RecordedReply,
  source: SourceFile,
  path: string,
): HttpReply {
  const services = source.results.filter(
    ({ path: own, task }) => (task?.poll.path ?? own).replace(/\?.*/, '') === path,
  );
  const written = services.reduce(grow, json === undefined ? (text ?? '') : JSON.stringify(json));
  return { status, headers, body: new Uint8Array(iconv.encode(written, encoding)) };
}

/** Rows that stand in a list, or as elements of one name; one alone (`latest only`) stays alone. */
function grow(written: string, { rows, paging }: ResultService): string {
  if (paging && paging.kind !== 'page') return written; // would be several pages
  const steps = rows.split('.');
  const row = new RegExp(`(<|&lt;)(${steps.at(-1)})(>|&gt;)[\\s\\S]*?\\1/\\2\\3`).exec(written)?.[0];
  if (row !== undefined) return written.replace(row, days.map((day) => onDay(row, day)).join(''));
  return /^\s*[[{\ufeff]/.test(written)
    ? JSON.stringify(growAt(JSON.parse(written.replace(/^\ufeff/, '')), steps))
    : written;
}

function growAt(value: unknown, [step, ...rest]: string[]): unknown {
  if (typeof value === 'string' && value !== '')
    return JSON.stringify(growAt(JSON.parse(value), [step!, ...rest].filter(Boolean)));
  if (step === undefined) {
    if (!Array.isArray(value) || value.length === 0) return value;
    const row = JSON.stringify(value.at(-1)); // the first one may be one taken back
    return days.map((day) => JSON.parse(onDay(row, day)));
  }
  if (typeof value !== 'object' || value === null || !(step in value)) return value;
  return { ...value, [step]: growAt((value as Record<string, unknown>)[step], rest) };
}

/** 31, 29, …, 19 July. */
const days = Array.from({ length: TESTS }, (_each, at) => 31 - 2 * at);

/** The recordings' tests are of the last days of July 2022. */
function onDay(row: string, day: number): string {
  const before = (31 - day) * 86_400;
  return row
    .replace(/2022([-/]?)07\1(29|30|31)/g, (_whole, mark: string) => `2022${mark}07${mark}${day}`)
    .replace(/\b1659\d{6}\b/g, (seconds) => String(Number(seconds) - before))
    .replace(/\b1659\d{9}\b/g, (ms) => String(Number(ms) - before * 1000));
}
