/** 海南健康码: HMAC headers and pages by cursor, each good for ten minutes; 1 is negative, times are in UTC. */
import { randomUUID } from 'node:crypto';
import type { Instant } from '../../../core/index.ts';
import { json } from '../answers.ts';
import { utcTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import type { Received } from '../dialects/description.ts';
import { mac } from '../dialects/digests.ts';
import { maskNumber } from '../dialects/masking.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { rowsFrom } from '../dialects/pages.ts';
import { GB, results } from '../dialects/results.ts';
import { both, signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { app: 'huren-sandbox', secret: 'hainan-sandbox-secret' };
const CURSOR_LIVES_MS = 10 * 60_000;
const LARGEST_PAGE = 20;
const CODES = { negative: '1', positive: '2', inconclusive: '3' };

const failure = (errcode: number, errmsg: string) => json({ errcode, errmsg });

export const createHainan = describe(() => {
  const cursors = new Map<string, { number: string; start: number; expiresAt: number }>();

  function startOf({ fields, call }: Received): number | undefined {
    if (!fields.cursor) return 0;
    const cursor = cursors.get(fields.cursor);
    return cursor && cursor.number === fields.id_no && call.at < cursor.expiresAt ? cursor.start : undefined;
  }

  function cursorFor(number: string, start: number, at: Instant): string {
    const text = randomUUID();
    cursors.set(text, { number, start, expiresAt: at + CURSOR_LIVES_MS });
    return text;
  }

  return {
    id: 'hainan',
    host: 'api.hainan.example',
    requestsPerSecond: 10,
    medianMs: 400,
    secret: SECRET,
    wrong: 'endless-pages',
    plays: ['endless-pages'],
    refusals: {
      unsigned: failure(40001, 'invalid signature'),
      // A cursor that has expired.
      incomplete: failure(40032, 'invalid cursor or parameter'),
      'over-quota': failure(45009, 'reach max api minute quota limit'),
      broken: failure(50000, 'system error'),
    },
    doors: [
      {
        path: '/nat/list',
        refuse: both(
          signature({
            in: 'headers',
            fixed: { 'x-app': SECRET.app },
            time: { name: 'x-time', form: 'epoch-ms' },
            skewMinutes: 10,
            nonce: 'x-nonce',
            sign: {
              name: 'x-sign',
              expected: ({ 'x-time': at = '', 'x-nonce': nonce = '' }) =>
                mac(SECRET.secret, SECRET.app + at + nonce, 'hex'),
            },
          }),
          (received) => {
            const limit = Number(received.fields.limit);
            const isPage = Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_PAGE;
            return isPage && startOf(received) !== undefined ? undefined : 'incomplete';
          },
        ),
        answer: results({
          source: 'hainan',
          documents: GB,
          from: 'sampling',
          question: ({ fields }) => ({ name: fields.name, type: fields.id_type, number: fields.id_no }),
          write(tests, received) {
            const { fields, call } = received;
            const start = startOf(received)!;
            const page = rowsFrom(tests, start, Number(fields.limit), call);
            const goesOn = call.fault === 'endless-pages' || start + page.length < tests.length;
            const next_cursor = goesOn ? cursorFor(fields.id_no!, start + page.length, call.at) : '';
            return json({ errcode: 0, errmsg: 'ok', result: page.map(row), next_cursor });
          },
        }),
      },
    ],
  };
});

const row = (test: HeldTest) => ({
  name: test.name,
  id_no: maskedNumber(test.number),
  nat: outcomeWord(test, CODES) ?? '0',
  sampled_at: utcTime(test.sampledAt),
  issued_at: utcTime(test.reportedAt),
  lab: test.institution,
  mix: String(test.poolSize),
});

/** Six characters, stars and four; of a short number what is left of that. */
const maskedNumber = (number: string) => (number.length > 10 ? maskNumber(number, 6, 4) : maskNumber(number, 2, 2));
