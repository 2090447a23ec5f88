/**
 * parsing: what reading a source's replies costs, from their bytes to TestResults: text, JSON or XML, what is nested in it, whether
 * it is an answer at all, whom each row is about, outcomes, times. Beside the bare parser on the same bytes.
 */
import { XMLParser } from 'fast-xml-parser';
import { instantOf } from '../core/index.ts';
import { askResults } from '../protocols/ask-results.ts';
import type { Connection, HttpReply, Protocol } from '../protocols/protocol.ts';
import { placeAt } from '../protocols/reading/path.ts';
import { protocols } from '../protocols/registry.ts';
import type { SourceFile } from '../protocols/source-file.ts';
import { MORNING } from '../protocols/testing/means.ts';
import { createMemoryTokens } from '../protocols/testing/memory-tokens.ts';
import { createTold } from '../protocols/told.ts';
import type { Measurement } from './figure.ts';
import { median, medianRatio } from './statistics.ts';
import { type TypicalReplies, typicalReplies } from './typical-replies.ts';

const ROUNDS = 11;
const ROUND_MS = 20;

export const parsing: Measurement = {
  name: 'parsing',
  title: 'reading the replies of a source, beside the bare parser',
  async measure(say) {
    const measured = [];
    for (const typical of typicalReplies()) {
      const { id } = typical.source;
      const { own, peer, ratio, bytes, results } = await compare(typical);
      const from = `${id}, ${bytes} bytes, ${results} results: ${own.toFixed(1)} µs ÷ ${peer.toFixed(1)} µs of the parser`;
      say(`${ratio.toFixed(2)}  ${from}`);
      measured.push({ ratio, from });
    }
    measured.sort((a, b) => a.ratio - b.ratio);
    const [middle, worst] = [measured[Math.floor(measured.length / 2)]!, measured.at(-1)!];
    return [
      { what: `median of ${measured.length} sources`, value: middle.ratio, from: middle.from, target: { atMost: 2 } },
      { what: 'the worst source', value: worst.ratio, from: worst.from },
    ];
  },
};

/** In turns, so that a slow moment of the machine meets both. */
async function compare(typical: TypicalReplies) {
  const reader = readerOf(typical);
  await reader.read(); // has a token from here on
  const { replies, results } = await reader.read();
  const parse = () => replies.forEach(parserOf(typical.source));
  const own: number[] = [];
  const peer: number[] = [];
  for (let round = -4; round < ROUNDS; round += 1) {
    const times = [await perReading(reader.read), perParsing(parse)] as const;
    if (round < 0) continue; // the compiler is still at work
    own.push(times[0]);
    peer.push(times[1]);
  }
  const bytes = replies.reduce((sum, { body }) => sum + body.length, 0);
  return { own: median(own), peer: median(peer), ratio: medianRatio(own, peer), bytes, results };
}

/** Microseconds of the median reading: one that the machine or the collector of garbage broke into does not count. */
async function perReading(read: () => Promise<{ readMs: number }>): Promise<number> {
  const times: number[] = [];
  for (const began = performance.now(); performance.now() - began < ROUND_MS; ) times.push((await read()).readMs);
  return median(times) * 1000;
}

/** The same, each parsing timed as each reading is. */
function perParsing(parse: () => void): number {
  const times: number[] = [];
  for (let now = performance.now(), until = now + ROUND_MS; now < until; ) {
    parse();
    const after = performance.now();
    times.push(after - now);
    now = performance.now();
  }
  return median(times) * 1000;
}

/** Asks as a function does, but for the network. What counts is from each reply's arrival until a further call is begun or all is told. */
function readerOf({ source, recording, answer }: TypicalReplies) {
  const spoken = protocols[source.protocol];
  const tokens = createMemoryTokens({ now: () => MORNING });
  return {
    async read() {
      let [readMs, arrivedAt] = [0, 0];
      const protocol: Protocol = {
        name: spoken.name,
        call(...asked) {
          if (arrivedAt > 0) readMs += performance.now() - arrivedAt;
          return spoken.call(...asked);
        },
      };
      const replies: HttpReply[] = [];
      const calls = new Map<string, number>();
      const connection: Connection = {
        source,
        secret: recording.secret,
        tokens,
        now: () => MORNING,
        pause: async () => {},
        deadlineAt: () => instantOf(MORNING + 60_000),
        nonce: () => 'abc-123',
        async send(request) {
          const call = calls.get(request.path) ?? 0;
          calls.set(request.path, call + 1);
          const reply = answer(request, call);
          replies.push(reply);
          arrivedAt = performance.now();
          return reply;
        },
      };
      const told = createTold();
      await askResults(protocol, connection, recording.person, told);
      readMs += performance.now() - arrivedAt;
      return { readMs, replies, results: told.results().length };
    },
  };
}

const xml = new XMLParser({ ignoreAttributes: true, removeNSPrefix: true, parseTagValue: false, htmlEntities: true });

/** JSON.parse of the text. A SOAP answer is XML that stands as text inside XML, and is parsed twice by anybody. */
function parserOf({ protocol, settings, results }: SourceFile): (reply: HttpReply) => unknown {
  const encoding = settings.encoding === 'GBK' ? 'gb18030' : 'utf-8';
  const decoder = new TextDecoder(encoding);
  const answerAt = (settings.answer ?? (settings.soap as { answer?: string } | undefined)?.answer) as
    | string
    | undefined;
  if (protocol === 'soap' || answerAt !== undefined)
    return ({ body }) => {
      const text = decoder.decode(body);
      return text.startsWith('{')
        ? JSON.parse(text)
        : xml.parse(String(placeAt(xml.parse(text), answerAt ?? results[0]!.rows)));
    };
  return ({ body }) => JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString());
}
