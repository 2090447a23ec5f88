/** What a pushing source sends: its signature over these very bytes, and rows of what it holds. */
import { createHash, createHmac } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { parseInstant } from '../../core/index.ts';
import { people } from '../people/index.ts';
import { type Incoming, type Loopback, listen } from './loopback.ts';
import { push, rowsAbout } from './push.ts';

const NOW = parseInstant('2022-08-01T07:45:00+08:00')!;

let door: Loopback;
afterEach(() => door?.stop());

it('is signed over time, nonce and the digest of the body', async () => {
  const heard: Incoming[] = [];
  door = await listen(async (incoming) => {
    heard.push(incoming);
    return { status: 200, type: 'application/json', body: '{"rows":[]}' };
  });
  const rows = rowsAbout(people, 'yunjian-testing', NOW);
  const settings = { source: 'yunjian-testing', pushKey: 'k', now: NOW, nonce: 'n-0123456789abcdef' } as const;
  expect((await push(door.origin, rows, settings)).status).toBe(200);
  const [{ method, path, headers, body } = {} as Incoming] = heard;
  expect([method, path]).toEqual(['POST', '/sources/yunjian-testing/results']);
  const digest = createHash('sha256').update(body).digest('hex');
  expect(headers).toMatchObject({
    'x-huren-timestamp': '1659311100',
    'x-huren-nonce': 'n-0123456789abcdef',
    'x-huren-signature': createHmac('sha256', 'k').update(`1659311100\nn-0123456789abcdef\n${digest}`).digest('base64'),
  });
  expect(JSON.parse(body.toString())).toEqual({ results: JSON.parse(JSON.stringify(rows)) });
});

it('tells what the company holds, the one that is not out as pending', () => {
  const rows = rowsAbout(people, 'yunjian-testing', NOW).filter(({ name }) => name === '方志远');
  expect(rows).toEqual([
    {
      row: 'T22072900116',
      name: '方志远',
      document: { type: 'resident-id', number: '420106198809030000' },
      specimen: 'T22072900116',
      outcome: 'negative',
      sampleCollectedAt: '2022-07-29T19:10:00+08:00',
      testedAt: '2022-07-30T01:30:00+08:00',
      reportIssuedAt: '2022-07-30T03:20:00+08:00',
      institution: '云简检测',
      samplingPoint: '洪山区流动采样车',
      poolSize: 10,
    },
    expect.objectContaining({ specimen: 'T22080100117', outcome: 'pending', testedAt: undefined }),
  ]);
});
