/** Every fault as a caller meets it, over real sockets, asked by the tests' own clients. */
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import { people } from '../people/index.ts';
import { ask, type Client, sendTo } from './clients/client.ts';
import { CLIENTS, type ClientId } from './clients/index.ts';
import { isSignedByTianjin } from './clients/sealed-or-marked-up.ts';
import { FAULTS, type Fault, playable } from './faults.ts';
import { HandClock } from './hand-clock.ts';
import { startSources } from './index.ts';
import { SIMULATORS } from './simulators/index.ts';
import { type Foreign, type TriedOut, tryOut } from './try-out.ts';

let source: TriedOut;
afterEach(() => source?.stop());

/** The source with a fault on, asked about somebody it knows. */
async function sick(id: ClientId, fault: Fault, person: string) {
  source = await tryOut(SIMULATORS[id]);
  source.setFault(fault);
  const sent = await ask(CLIENTS[id], source, person);
  return { ...sent, rows: () => (CLIENTS[id] as Client).rows(sent.text) as Foreign[] };
}

/** Asked without a token, in JSON: 山西. */
const shanxi = (fault: Fault) => sick('shanxi', fault, 'meng-fanxing');
/** SOAP: 湖南. */
const hunan = (fault: Fault) => sick('hunan', fault, 'nong-xiuying');

describe('the list', () => {
  it('is documented, word for word', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    for (const fault of FAULTS) expect(readme, fault).toContain(`\`${fault}\``);
  });

  it('is played by somebody, and each source says what it cannot play', async () => {
    const played = new Set([...playable('xml'), ...playable('json')]);
    for (const create of Object.values(SIMULATORS)) {
      const { plays = [] } = create({} as never);
      for (const each of plays) played.add(each);
    }
    expect([...played].sort()).toEqual([...FAULTS].sort());
    source = await tryOut(SIMULATORS.shanxi);
    expect(() => source.setFault('never-done')).toThrow('shanxi cannot play "never-done"; it plays slow, down');
  });
});

describe('the line', () => {
  it('drip: headers at once, then a byte at a time', async () => {
    source = await tryOut(SIMULATORS.shanxi);
    source.setFault('drip');
    const response = await fetch(`${source.origin}/router/rest`, { method: 'POST' });
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(500_000);
    const reader = response.body!.getReader();
    let bytes = 0;
    const end = Date.now() + 400;
    while (Date.now() < end) bytes += (await reader.read()).value?.length ?? 0;
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(50);
    await reader.cancel();
  });

  it('cut-off: half an answer, then a reset', async () => {
    await expect(shanxi('cut-off')).rejects.toThrow();
  });

  it('redirect: to another host, with the question', async () => {
    const { status, headers } = await shanxi('redirect');
    expect(status).toBe(307);
    expect(headers.get('location')).toBe('https://elsewhere.example/router/rest');
  });

  it('bad-certificate: somebody else answers, and a client that looks does not go on', async () => {
    const sources = await startSources({ clock: new HandClock(), people, seed: 1, delayMs: 0 });
    const well = sources.origins['open.shanxi.example']!;
    sources.setFault('shanxi', 'bad-certificate');
    const origin = sources.origins['open.shanxi.example']!;
    expect(origin).toMatch(/^https:\/\/127\.0\.0\.1:/);
    await expect(fetch(origin)).rejects.toMatchObject({ cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
    expect(sources.strangerServed()).toBe(0);
    const blind = await new Promise<string>((resolve) => {
      request(origin, { rejectUnauthorized: false }, (response) => {
        const { subject } = (response.socket as Foreign).getPeerCertificate();
        response.resume().on('end', () => resolve(subject.CN));
      }).end();
    });
    expect(blind).toBe('somebody-else.example');
    expect(sources.strangerServed()).toBe(1);
    sources.setFault('shanxi', null);
    expect(sources.origins['open.shanxi.example']).toBe(well);
    await sources.stop();
  });
});

describe('the answer', () => {
  it.each<[Fault, (sent: Awaited<ReturnType<typeof shanxi>>) => void]>([
    ['business-error', ({ status, text }) => expect([status, JSON.parse(text).code]).toEqual([200, '0'])],
    ['html-at-night', ({ status, text }) => expect([status, text.slice(0, 9)]).toEqual([200, '<!DOCTYPE'])],
    ['unavailable', ({ status, type }) => expect([status, type]).toEqual([503, 'text/html;charset=utf-8'])],
    ['literal-null', ({ status, text }) => expect([status, text]).toEqual([200, 'null'])],
    ['megabyte', ({ text }) => expect(text.length).toBeGreaterThan(1024 * 1024)],
    [
      'truncated',
      ({ status, text }) =>
        expect([status, text.startsWith('{"code":"1"'), text.endsWith('}')]).toEqual([200, true, false]),
    ],
    ['byte-order-mark', ({ text, rows }) => expect([text.startsWith('\ufeff{'), rows().length]).toEqual([true, 1])],
    ['text-html', ({ type, rows }) => expect([type, rows().length]).toEqual(['text/html;charset=UTF-8', 1])],
    [
      'gbk-as-utf8',
      ({ type, text }) => expect([type, text.includes('\ufffd')]).toEqual(['application/json;charset=UTF-8', true]),
    ],
    [
      'utf8-as-gbk',
      ({ type, rows }) => expect([type, rows()[0].outcome]).toEqual(['application/json;charset=GBK', '未检出']),
    ],
    ['nested-json', ({ text }) => expect(JSON.parse(text).result).toMatch(/^\{"items":/)],
    ['upper-case-keys', ({ text }) => expect(JSON.parse(text).RESULT.ITEMS[0].OUTCOME).toBe('未检出')],
    ['over-quota', ({ text }) => expect(JSON.parse(text).code).toBe('7')],
    ['clock-skew', ({ text }) => expect(JSON.parse(text).code).toBe('25')],
    ['wrong', ({ text }) => expect(JSON.parse(text).result).toMatch(/^\{"items":/)],
  ])('%s', async (fault, holds) => {
    holds(await shanxi(fault));
  });

  it('entities: a file and a multitude to unfold, in a document that is well formed', async () => {
    const { text } = await hunan('entities');
    expect(text).toMatch(/^<\?xml[^>]*\?><!DOCTYPE answer \[<!ENTITY file SYSTEM "file:\/\/\/etc\/hostname">/);
    expect(text).toMatch(/<e>&file;&l9;<\/e><\/s:Envelope>$/);
    expect(text).toContain('<!ENTITY l9 "&l8;&l8;&l8;');
  });

  it('gbk-as-utf8 renames the declaration of XML too', async () => {
    const { type, text } = await hunan('gbk-as-utf8');
    expect(type).toBe('text/xml;charset=UTF-8');
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"/);
    expect(text).toContain('\ufffd');
  });
});

describe('what it holds', () => {
  it.each<[Fault, (rows: Foreign[]) => void]>([
    ['wrong-person', (rows) => expect(rows.map(({ name }) => name)).toEqual(['佟别人'])],
    ['mixed-person', (rows) => expect(rows.map(({ name }) => name).sort()).toEqual(['佟别人', '孟繁星'].sort())],
    [
      'duplicates',
      (rows) => expect(rows.map(({ collected }) => collected.slice(11, 16))).toEqual(['14:02', '14:00', '14:00']),
    ],
    ['renamed', (rows) => expect(new Set(rows.map(({ lab }) => lab)).size).toBe(2)],
    ['deletion', (rows) => expect(rows).toEqual([])],
    [
      'swapped-times',
      ([row]) => expect([row.collected, row.issued]).toEqual(['2022-07-29 22:30:00', '2022-07-29 14:00:00']),
    ],
    ['future-times', ([row]) => expect(row.collected).toBe('2022-09-07 14:00:00')],
    ['ancient-times', ([row]) => expect(row.issued).toBe('1900-01-01 00:00:00')],
    ['empty-times', ([row]) => expect([row.collected, row.tested, row.issued]).toEqual([null, null, null])],
    ['unheard-of-outcome', ([row]) => expect(row.outcome).toBe('弱阳性(±)')],
  ])('%s', async (fault, holds) => {
    holds((await shanxi(fault)).rows());
  });

  it('deletion is told where the interface has a word for it', async () => {
    const { rows } = await sick('mingze-gene', 'deletion', 'pan-weiqi');
    expect(rows().map(({ resource }) => resource.status)).toEqual(['entered-in-error']);
  });
});

describe('tokens and secrets', () => {
  it('are given out whatever is wrong with the question', async () => {
    const { text } = await sick('liaoning', 'html-at-night', 'bai-xuemei');
    // The client got its token and asked with it.
    expect(text).toContain('系统维护中');
    expect(source.callsSince(source.clock.now()).map(({ path }) => path)).toEqual(['/oauth/token', '/nat/v2/query']);
  });

  it('forgets-secrets: what was given out a moment ago is stale', async () => {
    const { text } = await sick('liaoning', 'forgets-secrets', 'bai-xuemei');
    expect(JSON.parse(text).status).toBe(40101);
    source.setFault(null);
    expect(JSON.parse((await ask(CLIENTS.liaoning, source, 'bai-xuemei')).text).status).toBe(200);
  });
});

describe('tasks', () => {
  it.each([
    ['never-done', '1'],
    ['task-failed', '3'],
    ['task-expired', '4'],
  ] as const)('%s', async (fault, status) => {
    const { text } = await sick('guizhou', fault, 'nong-xiuying');
    expect(JSON.parse(text).data).toEqual({ status, list: null });
  });
});

describe('pages', () => {
  it.each([
    ['shandong', (text: string) => JSON.parse(text).data.length === 10],
    ['zhengzhou', (text: string) => JSON.parse(text).data.total === 1_000_000],
    ['beijing', (text: string) => JSON.parse(text).data.total === 1_000_000],
    ['hainan', (text: string) => JSON.parse(text).next_cursor !== ''],
    ['mingze-gene', (text: string) => JSON.parse(text).link[0].relation === 'next'],
  ] as const)('endless-pages at %s', async (id, goesOn) => {
    const person = id === 'mingze-gene' ? 'pan-weiqi' : 'qiao-anran';
    expect(goesOn((await sick(id, 'endless-pages', person)).text)).toBe(true);
  });
});

describe('envelopes', () => {
  it.each([
    ['tianjin', 'qiao-anran'],
    ['shenzhen', 'ho-waiman'],
  ] as const)('forged-reply at %s: not signed, or not sealed, as it should be', async (id, person) => {
    const right = await sick(id, 'text-html', person);
    expect(verified(id, right)).toBe(true);
    await source.stop();
    expect(verified(id, await sick(id, 'forged-reply', person))).toBe(false);
  });
});

function verified(id: 'tianjin' | 'shenzhen', { text, rows }: Awaited<ReturnType<typeof sick>>): boolean {
  try {
    return id === 'tianjin' ? isSignedByTianjin(text, source.secret) : rows().length > 0;
  } catch {
    return false;
  }
}

it('leaves nothing behind when it is switched off', async () => {
  source = await tryOut(SIMULATORS.shanxi);
  const send = sendTo(source.origin);
  for (const fault of source.faults.filter((each) => !['hanging', 'down', 'drip', 'cut-off'].includes(each))) {
    source.setFault(fault);
    await send('/router/rest');
    source.setFault(null);
    source.clock.move(1000);
    expect(CLIENTS.shanxi.rows((await ask(CLIENTS.shanxi, source, 'meng-fanxing')).text)).toHaveLength(1);
  }
});
