/** Makes a recording of what was heard: an invented person in the place of the one asked about, invented credentials, and the reply that must be read. */
import { formatInstant, type Instant, type SourceReply } from '../../core/index.ts';
import { askSource } from '../../protocols/index.ts';
import { readText } from '../../protocols/reading/text.ts';
import type { SourceFile } from '../../protocols/source-file.ts';
import { meansAt } from '../../protocols/testing/means.ts';
import { type RecordedReply, type Recording, startRecordedSource } from '../../protocols/testing/recorded-source.ts';
import type { Exchange, HeardResults } from '../conformance/asking.ts';
import type { TestPerson } from '../conformance/test-person.ts';
import { Invention } from './invention.ts';
import { keptNames } from './kept-names.ts';
import { tracesIn } from './traces.ts';
import { jsonWithoutPerson, type Replacing, xmlWithoutPerson } from './without-person.ts';

/** It cannot be recorded so; says why and what to do. */
export class NotRecorded extends Error {}

/** What the national gateway sends as its secret: "real-secret" under the app key "appkey-demo". */
const SEALED_SECRET = 'QjafJ8GMjrqx1moC7nyR2A==';

export async function makeRecording(
  source: SourceFile,
  person: TestPerson,
  secret: Record<string, string>,
  heard: HeardResults,
): Promise<Recording> {
  if (source.protocol === 'encrypted-envelope')
    throw new NotRecorded(
      'Its replies are encrypted under its keys: write the recording by hand, with keys made for it, as in protocols/recordings/shenzhen',
    );
  const invention = new Invention(person);
  const replacing: Replacing = {
    invention,
    kept: keptNames(source),
    encoded: Object.assign({}, ...source.results.map(({ decode }) => decode)),
  };
  const replies: Record<string, RecordedReply[]> = {};
  for (const exchange of withoutIdlePolls(source, heard.exchanges)) {
    const path = pathOf(exchange.request);
    replies[path] = [...(replies[path] ?? []), replyOf(source, exchange, replacing)];
  }
  const recording: Recording = {
    story: 'Say in one sentence what is to be seen here.',
    person: invention.person,
    secret: Object.fromEntries(Object.keys(secret).map((field) => [field, `${field.toLowerCase()}-demo`])),
    replies: Object.fromEntries(
      Object.entries(replies).map(([path, list]) => [path, list.length === 1 ? list[0]! : list]),
    ),
    reply: { kind: 'none' },
  };
  refuseTraces(recording, person, secret);
  return { ...recording, reply: await readBack(source, recording, heard.reply) };
}

/** Of a task's polls the last alone: that it was under way before tells nothing about the source. */
function withoutIdlePolls({ results }: SourceFile, exchanges: Exchange[]): Exchange[] {
  const polls = new Set(results.flatMap(({ task }) => (task ? [pathOf(task.poll)] : [])));
  const lastOf = (path: string) => exchanges.filter(({ request }) => pathOf(request) === path).at(-1);
  return exchanges.filter((each) => !polls.has(pathOf(each.request)) || lastOf(pathOf(each.request)) === each);
}

const pathOf = ({ path }: { path: string }) => path.split('?')[0]!;

function replyOf(source: SourceFile, { request, reply }: Exchange, replacing: Replacing): RecordedReply {
  if (!reply) throw new NotRecorded('A call was not answered, so there is nothing to keep; ask again');
  const status = reply.status === 200 ? {} : { status: reply.status };
  const path = pathOf(request);
  const encoding = source.settings.encoding === 'GBK' ? ('GBK' as const) : undefined;
  const text = readText(reply.body, encoding ?? 'UTF-8');
  const isQuestion = source.results.some(
    (service) => pathOf(service) === path || (service.task && pathOf(service.task.poll) === path),
  );
  const parsed = parsedJson(text);
  if (parsed === undefined) {
    const headers = reply.headers['content-type'] ? { headers: { 'content-type': reply.headers['content-type'] } } : {};
    return { ...status, ...headers, text: xmlWithoutPerson(text, replacing), ...(encoding ? { encoding } : {}) };
  }
  if (typeof parsed !== 'object' || parsed === null) return { ...status, text };
  return { ...status, json: (isQuestion ? jsonWithoutPerson(parsed, replacing) : withoutTokens(parsed)) as object };
}

/** A reply that gives out a token or a secret: every long text in it is one. */
function withoutTokens(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutTokens(item, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutTokens(inner, key)]));
  const isCredential = typeof value === 'string' && value.length >= 8 && !/^\d+$/.test(value);
  if (!isCredential) return value;
  return name === 'secret' ? SEALED_SECRET : 'token-demo';
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuseTraces(
  recording: Recording,
  { name, document, phone, specimenNumber }: TestPerson,
  secret: Record<string, string>,
): void {
  const own = {
    'the name': name,
    'the number of the document': document.number,
    'the telephone': phone,
    'the specimen number': specimenNumber,
  };
  const fields = Object.entries(secret).map(([field, value]) => [
    `the secret's ${field}`,
    value.length >= 8 ? value : undefined,
  ]);
  const found = tracesIn(JSON.stringify(recording.replies), { ...own, ...Object.fromEntries(fields) });
  if (found.length > 0)
    throw new NotRecorded(
      `Nothing was written: ${found.join(' and ')} would still stand in it. Write this recording by hand`,
    );
}

/** What is read from the recording, which must be of the kind that was read from the source. */
async function readBack(source: SourceFile, recording: Recording, heard: SourceReply): Promise<Recording['reply']> {
  const server = await startRecordedSource(recording);
  try {
    const { reply } = await askSource(source, meansAt(server.origin, recording.secret), recording.person);
    if (reply.kind !== heard.kind)
      throw new NotRecorded(
        `What was replaced can no longer be read (${heard.kind} became ${reply.kind}): write this recording by hand`,
      );
    const { retrievedAt: _at, ...rest } = reply;
    return JSON.parse(
      JSON.stringify(rest, (key, value) => (key.endsWith('At') ? formatInstant(value as Instant) : value)),
    );
  } finally {
    await server.stop();
  }
}
