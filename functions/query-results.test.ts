import { describe, expect, test, vi } from 'vitest';
import type { CitizenId } from '../core/index.ts';
import { PATIENCE_MS } from './asking/patience.ts';
import type { Effects } from './effects/effects.ts';
import { beginAtTheDoors, doors, ground } from './testing/at-the-doors.ts';
import { type Json, NAME, NUMBER, phoneClaim, row } from './testing/doors.ts';

beginAtTheDoors();

let born = 0;
/** A number with the right check digit for each test, so that tests do not meet in one citizen. */
async function newNumber(): Promise<string> {
  const { checkDigit } = await import('../core/index.ts');
  const first17 = `11010119300307${String(++born).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
}

async function boundToken(number?: string): Promise<{ token: string; number: string }> {
  const own = number ?? (await newNumber());
  const answer = await doors.bind(await doors.signIn(`person-${own}`), phoneClaim(own));
  expect(answer.body.state).toBe('bound');
  return { token: answer.body.token, number: own };
}

const citizenOf = async (token: string) => (await doors.effects.sessions.open(token))!.citizen as CitizenId;
const stateOf = (body: Json, id: string) => body.sources.find((source: Json) => source.id === id);

describe('reading and asking', () => {
  test('answers at once with everybody being asked, and then with what they said', async () => {
    const { token, number } = await boundToken();
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number)] });
    const first = await doors.results(token);
    expect(first.status).toBe(200);
    expect(first.body.sources.map((source: Json) => source.state)).toEqual(['asking', 'asking', 'asking']);
    expect(first.body.decision).toEqual({ kind: 'undetermined', reason: 'sources-unanswered' });
    expect(first.body.pollAfterMs).toBeGreaterThanOrEqual(480);
    expect(first.body.pollAfterMs).toBeLessThanOrEqual(720);
    expect(first.body.waiting).toBe(3);

    for (const source of ['nation', 'delta', 'south']) expect(await doors.answer(source)).toBe(1);
    const { body } = await doors.results(token);
    expect(body.sources.map((source: Json) => source.state)).toEqual(['none', 'found', 'none']);
    expect(body.decision).toMatchObject({ kind: 'recognised', until: '2022-08-02T22:40:00+08:00' });
    expect(body.stricter).toBeNull();
    expect(body.pollAfterMs).toBeNull();
    expect(body.answered).toBe(3);
    expect(body.results[0]).toMatchObject({
      outcome: 'negative',
      reportIssuedAt: '2022-07-31T22:40:00+08:00',
      document: { type: 'resident-id', last4: number.slice(-4) },
    });
  });

  test('refuses nothing while a source was not asked that could be', async () => {
    const { token } = await boundToken();
    await doors.results(token, { scope: 'nation' });
    await doors.answer('nation');
    const narrow = await doors.results(token, { scope: 'nation' });
    expect(narrow.body).toMatchObject({ answered: 1, waiting: 0, unasked: 2 });
    expect(narrow.body.decision).toEqual({ kind: 'undetermined', reason: 'sources-unasked' });

    await doors.results(token);
    for (const source of ['delta', 'south']) await doors.answer(source);
    const wide = { kind: 'not-recognised', reason: 'no-result' };
    expect((await doors.results(token)).body).toMatchObject({ unasked: 0, decision: wide });
    expect((await doors.results(token, { scope: 'nation' })).body).toMatchObject({ unasked: 0, decision: wide });
  });

  test('fifty reloads at once ask each source once', async () => {
    const { token } = await boundToken();
    const answers = await Promise.all(Array.from({ length: 50 }, () => doors.results(token)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    for (const source of ['nation', 'delta', 'south']) expect(ground.waiting(source)).toHaveLength(1);
    expect(answers.every(({ body }) => stateOf(body, 'delta').state === 'asking')).toBe(true);
  });

  test('a send that fails releases its claim, and the next reading asks again', async () => {
    const { token } = await boundToken();
    ground.loseQueue('delta');
    const { body } = await doors.results(token);
    expect(stateOf(body, 'delta')).toMatchObject({ state: 'failed', reason: 'busy' });
    expect(stateOf(body, 'south').state).toBe('asking');
    ground.take('delta');
    await doors.results(token);
    expect(ground.waiting('delta')).toHaveLength(1);
    expect(ground.waiting('south')).toHaveLength(1);
  });

  test.each<[string, keyof Effects, string, () => Promise<never>]>([
    ['a queue that hangs', 'queues', 'send', () => new Promise(() => {})],
    ['control items that cannot be read', 'control', 'read', () => Promise.reject(new Error('throttled'))],
    ['claims that cannot be written', 'citizens', 'writeClaims', () => Promise.reject(new Error('throttled'))],
  ])('answers what is known in spite of %s, and heals', async (_, effect, name, broken) => {
    const { token, number } = await boundToken();
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number)] });
    await doors.results(token, { scope: 'delta' });
    await doors.answer('delta');
    const spy = vi.spyOn(doors.effects[effect] as unknown as Record<string, () => Promise<never>>, name);
    spy.mockImplementation(broken);
    const startedAt = Date.now();
    const { status, body } = await doors.results(token);
    spy.mockRestore();
    expect(Date.now() - startedAt).toBeLessThan(2_500);
    expect(status).toBe(200);
    expect(body.results).toHaveLength(1);
    expect(stateOf(body, 'delta').state).toBe('found');
    expect(stateOf(body, 'south')).toMatchObject({ state: 'failed', reason: 'busy' });
    expect(body.pollAfterMs).toBeGreaterThan(0);
    ground.clock.advance(PATIENCE_MS);
    expect(stateOf((await doors.results(token)).body, 'south').state).toBe('asking');
    expect(ground.waiting('south')).toHaveLength(1);
  });

  test('a claim whose message was lost expires, and is made again', async () => {
    const { token } = await boundToken();
    await doors.results(token);
    ground.take('delta');
    ground.clock.advance(PATIENCE_MS - 2_000);
    await doors.results(token);
    expect(ground.waiting('delta')).toHaveLength(0);
    ground.clock.advance(3_000);
    await doors.results(token);
    expect(ground.waiting('delta')).toHaveLength(1);
  });

  test('what is fresh is not asked again, what is stale is, and counts meanwhile', async () => {
    const { token, number } = await boundToken();
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number)] });
    await doors.results(token);
    for (const source of ['nation', 'delta', 'south']) await doors.answer(source);
    ground.clock.advance(9 * 60_000);
    await doors.results(token);
    expect(ground.waiting('nation')).toHaveLength(0);
    ground.clock.advance(2 * 60_000);
    const { body } = await doors.results(token);
    expect(ground.waiting('nation')).toHaveLength(1);
    expect(ground.waiting('delta')).toHaveLength(0);
    expect(stateOf(body, 'nation').state).toBe('none');
    expect(body.pollAfterMs).not.toBeNull();
  });

  test('who taps to ask now is not made to wait for freshness to end, and a crowd of taps asks once', async () => {
    const { token, number } = await boundToken();
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number)] });
    await doors.results(token);
    for (const source of ['nation', 'delta', 'south']) await doors.answer(source);
    await doors.results(token, { ask: 'now' });
    expect(ground.waiting('delta')).toHaveLength(0);
    ground.clock.advance(61_000);
    await doors.results(token);
    expect(ground.waiting('delta')).toHaveLength(0);
    const taps = await Promise.all(Array.from({ length: 10 }, () => doors.results(token, { ask: 'now' })));
    expect(taps.every(({ body }) => stateOf(body, 'delta').state === 'found')).toBe(true);
    expect(ground.waiting('delta')).toHaveLength(1);
  });

  test('a closed source answers at once and is not queued', async () => {
    const { token } = await boundToken();
    await doors.effects.control.update('south', {
      expression: 'SET openUntil = :until',
      values: { ':until': ground.clock.now() + 30_000 },
    });
    const { body } = await doors.results(token);
    expect(stateOf(body, 'south')).toMatchObject({ state: 'failed', reason: 'breaker-open' });
    expect(ground.waiting('south')).toHaveLength(0);
    await doors.effects.control.update('south', { expression: 'SET openUntil = :until', values: { ':until': 0 } });
  });

  test('a source that an operator has closed is told with what the operator says', async () => {
    const { token } = await boundToken();
    const announcement = { zh: '系统升级，上午十点恢复', en: 'Being upgraded until ten' };
    const backAt = ground.clock.now() + 3_600_000;
    const item = { pk: 'source#south', sk: 'control', state: 'off', backAt, announcement };
    await ground.put('recognition-cache', item);
    await doors.effects.control.readNow('south');
    const { body } = await doors.results(token);
    expect(stateOf(body, 'south')).toMatchObject({ state: 'failed', reason: 'closed', announcement });
    expect(Date.parse(stateOf(body, 'south').retryAt)).toBe(Math.floor(backAt / 1000) * 1000);
    expect(ground.waiting('south')).toHaveLength(0);
    await ground.put('recognition-cache', { pk: 'source#south', sk: 'control' });
    await doors.effects.control.readNow('south');
  });

  test('asks about each document that a source knows, and says the least known of them', async () => {
    const { token } = await boundToken();
    const second = await doors.bind(token, phoneClaim('E12345678', NAME, 'passport'));
    expect(second.body.documents).toHaveLength(2);
    const { body } = await doors.results(second.body.token);
    expect(ground.waiting('delta')).toHaveLength(2);
    expect(ground.waiting('south')).toHaveLength(1);
    const [one] = ground.take('delta');
    const { handle } = await import('./ask-source.ts');
    await handle(doors.effects, one!);
    const after = await doors.results(second.body.token);
    expect(stateOf(body, 'delta').state).toBe('asking');
    expect(stateOf(after.body, 'delta').state).toBe('asking');
  });

  test('asks the places named before, wherever one goes now, and never those not named', async () => {
    const { token } = await boundToken();
    const auto = async (jurisdiction: string) =>
      (await doors.results(token, { scope: 'auto', jurisdiction })).body.sources.map((source: Json) => source.id);
    expect(await auto('310000')).toEqual(['nation', 'delta']);
    expect(await auto('440000')).toEqual(['nation', 'delta', 'south']);
    expect(await auto('000000')).toEqual(['nation', 'delta', 'south']);
  });

  test('names a stricter scene that decides otherwise', async () => {
    const { token, number } = await boundToken();
    const issued = { sampled: '2022-07-30 16:00:00', issued: '2022-07-30 20:00:00' };
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number, issued)] });
    await doors.results(token);
    for (const source of ['nation', 'delta', 'south']) await doors.answer(source);
    const { body } = await doors.results(token);
    expect(body.decision.kind).toBe('recognised');
    expect(body.stricter).toMatchObject({ scene: 'key-places', decision: { kind: 'expired' } });
  });

  test('a poll that brings nothing new costs no body', async () => {
    const { token } = await boundToken();
    const first = await doors.results(token);
    const second = await doors.results(token, {}, { 'if-none-match': first.headers.etag! });
    expect(second.status).toBe(304);
    expect(second.text).toBe('');
    expect(second.headers['x-as-of']).toMatch(/^2022-08-01T.*\+08:00$/);
    expect(Number(second.headers['x-poll-after-ms'])).toBeGreaterThan(0);
    await doors.answer('delta');
    const third = await doors.results(token, {}, { 'if-none-match': first.headers.etag! });
    expect(third.status).toBe(200);
    expect(third.headers.etag).not.toBe(first.headers.etag);
  });
});

describe('who may read', () => {
  test('a head that is lost while sources are asked comes back, and what they said counts', async () => {
    const { token, number } = await boundToken();
    const citizen = await citizenOf(token);
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number)] });
    await doors.results(token);
    await ground.lose('recognition-cache', citizen, '#me');
    for (const source of ['nation', 'delta', 'south']) await doors.answer(source);
    const { body } = await doors.results(token);
    expect(body.decision.kind).toBe('recognised');
    expect(ground.waiting('delta')).toHaveLength(0);
  });

  test('a lost cache is made again from the ledger', async () => {
    const { token } = await boundToken();
    const citizen = await citizenOf(token);
    await ground.lose('recognition-cache', citizen, '#me');
    expect((await doors.results(token)).status).toBe(200);
    expect(ground.waiting('delta')).toHaveLength(1);
  });

  test.each([
    ['no token', undefined, 'session-missing'],
    ['a token of nobody', 'e30....', 'session-over'],
    ['rubbish', 'rubbish', 'session-missing'],
  ])('%s', async (_, token, kind) => {
    const answer = await doors.call('GET', '/results', { token, query: { jurisdiction: '310000' } });
    expect(answer.status).toBe(401);
    expect(answer.body.type).toBe(`/problems/${kind}`);
  });

  test('a session ends after thirty minutes', async () => {
    const { token } = await boundToken();
    ground.clock.advance(29 * 60_000);
    expect((await doors.results(token)).status).toBe(200);
    ground.clock.advance(2 * 60_000);
    expect((await doors.results(token)).body.type).toBe('/problems/session-over');
  });

  test('a session that was ended before its time does not open anything', async () => {
    const { token } = await boundToken();
    const citizen = await citizenOf(token);
    const head = (await doors.effects.citizens.readHead(citizen))!;
    await doors.effects.citizens.writeHead(citizen, { ...head, nb: ground.clock.now() + 1_000 });
    expect((await doors.results(token)).body.type).toBe('/problems/session-over');
  });

  test('somebody who has bound nothing, or only name and number, sees nothing', async () => {
    const token = await doors.signIn('person-of-nothing');
    expect((await doors.results(token)).body.type).toBe('/problems/not-bound');
    const { phoneCode: _without, ...matched } = phoneClaim(await newNumber());
    const bound = await doors.bind(token, matched);
    expect(bound.body).toMatchObject({ state: 'bound', documents: [{ strength: 'matched' }] });
    expect((await doors.results(bound.body.token)).body.type).toBe('/problems/proof-too-weak');
    expect(ground.waiting('delta')).toHaveLength(0);
  });

  test('without consent nobody is asked', async () => {
    const { token } = await boundToken();
    const citizen = await citizenOf(token);
    const head = (await doors.effects.citizens.readHead(citizen))!;
    await doors.effects.citizens.writeHead(citizen, { ...head, c: undefined, nb: 0 });
    expect((await doors.results(token)).body.type).toBe('/problems/consent-missing');
    expect(ground.waiting('delta')).toHaveLength(0);
  });
});

test.each([
  [{ jurisdiction: 'shanghai' }, 'jurisdiction'],
  [{ jurisdiction: '999999' }, 'jurisdiction'],
  [{ scope: 'nowhere' }, 'scope'],
  [{ scope: 'delta,nowhere' }, 'scope'],
  [{ scope: '' }, 'scope'],
  [{ scene: 'school' }, 'scene'],
  [{ ask: 'later' }, 'ask'],
])('refuses %j', async (query, field) => {
  const { token } = await boundToken(NUMBER);
  const { status, body } = await doors.results(token, query);
  expect(status).toBe(400);
  expect(body).toMatchObject({ field, type: '/problems/field-wrong', reference: 'test-reference' });
  expect(body.detail).toMatch(/^Send /);
});
