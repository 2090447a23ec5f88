import { describe, expect, test } from 'vitest';
import { type CitizenId, checkDigit } from '../core/index.ts';
import { handle } from './ask-source.ts';
import { PATIENCE_MS } from './asking/patience.ts';
import type { QuestionMessage } from './asking/question-message.ts';
import { queueEndpoint } from './door/queue-endpoint.ts';
import { beginAtTheDoors, doors, ground } from './testing/at-the-doors.ts';
import { type Json, NAME, phoneClaim, row } from './testing/doors.ts';

beginAtTheDoors();

let born = 0;
async function citizenWithQuestions() {
  const first17 = `11010119320307${String(++born).padStart(3, '0')}`;
  const number = first17 + checkDigit(first17);
  const { body } = await doors.bind(await doors.signIn(`person-${number}`), phoneClaim(number));
  const { token } = body;
  const citizen = (await doors.effects.sessions.open(token))!.citizen as CitizenId;
  await doors.results(token);
  const message = ground.take('delta')[0]! as Extract<QuestionMessage, { kind: 'results' }>;
  ground.asked.length = 0;
  const delta = async () =>
    (await doors.results(token, { scope: 'delta' })).body.sources.find(({ id }: Json) => id === 'delta');
  const replyOf = async () => (await doors.effects.citizens.read(citizen)).replies.get(`delta#${message.documentRef}`)!;
  return { token, number, citizen, message, delta, replyOf };
}

describe('a question about results', () => {
  test('names a citizen by an opaque id and nothing else that is personal', async () => {
    const { message, citizen } = await citizenWithQuestions();
    expect(Object.keys(message).sort()).toEqual(['askedUntil', 'citizen', 'documentRef', 'kind', 'source', 'turnAt']);
    expect(message.citizen).toBe(citizen);
  });

  test('is asked once, although its message comes twice', async () => {
    const { message, delta } = await citizenWithQuestions();
    await handle(doors.effects, message);
    await handle(doors.effects, message);
    expect(ground.asked).toEqual(['/delta/results']);
    expect(await delta()).toMatchObject({ state: 'none' });
  });

  test.each([
    ['an error', { code: '5' }, 'source-error'],
    ['over quota', { code: '429' }, 'over-quota'],
    ['no such answer', { code: '7' }, 'source-error'],
    ['HTTP 500', 500, 'source-error'],
  ])('that fails with %s keeps what was found before and says since when', async (_, answer, reason) => {
    const { token, number, message, delta } = await citizenWithQuestions();
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number)] });
    await handle(doors.effects, message);
    expect(await delta()).toMatchObject({ state: 'found' });
    ground.clock.advance(31 * 60_000);
    const again = await doors.call('GET', '/identity', { token: await doors.signIn(`person-${number}`) });
    ground.answers['/delta/results'] = () => answer;
    await doors.results(again.body.token, { scope: 'delta' });
    await doors.answer('delta');
    await doors.effects.control.update('delta', { expression: 'SET fails = :none', values: { ':none': 0 } });
    const { body } = await doors.results(again.body.token, { scope: 'delta' });
    expect(body.sources[0]).toMatchObject({ state: 'failed' });
    expect(body.sources[0].since).toBeDefined();
    expect(body.sources[0].retryAt > body.asOf).toBe(true);
    expect(body.results).toHaveLength(1);
    if (reason !== 'source-error') expect(body.sources[0].reason).toBe(reason);
    await doors.answer('delta');
    expect(token).toBeDefined();
  });

  test('about the wrong person is refused', async () => {
    const { message, delta, replyOf } = await citizenWithQuestions();
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row('别人', '110101193003070014')] });
    await handle(doors.effects, message);
    expect(await delta()).toMatchObject({ state: 'failed', reason: 'wrong-person' });
    expect((await replyOf()).r).toBeUndefined();
  });

  test('past patience is dropped with the word busy, and nobody is asked', async () => {
    const { message, delta } = await citizenWithQuestions();
    ground.clock.advance(PATIENCE_MS + 1);
    await handle(doors.effects, message);
    expect(ground.asked).toEqual([]);
    expect(await delta()).toMatchObject({ state: 'failed', reason: 'busy' });
  });

  test('is not asked once consent is withdrawn', async () => {
    const { message, citizen } = await citizenWithQuestions();
    const profile = (await doors.effects.ledger.readProfile(citizen))!;
    await doors.effects.ledger.writeProfile(citizen, profile, { ...profile, consent: undefined });
    await handle(doors.effects, message);
    expect(ground.asked).toEqual([]);
  });

  test('is not asked when an operator has closed the source meanwhile', async () => {
    const { message, delta } = await citizenWithQuestions();
    await ground.put('recognition-cache', { pk: 'source#delta', sk: 'control', state: 'off' });
    await doors.effects.control.readNow('delta');
    await handle(doors.effects, message);
    expect(ground.asked).toEqual([]);
    expect(await delta()).toMatchObject({ state: 'failed', reason: 'closed' });
    await ground.put('recognition-cache', { pk: 'source#delta', sk: 'control' });
    await doors.effects.control.readNow('delta');
  });

  test('waits for its turn and holds its slot for every call it made', async () => {
    const { message } = await citizenWithQuestions();
    const startedAt = Date.now();
    await handle(doors.effects, { ...message, turnAt: (ground.clock.now() + 15) as never });
    // concurrency 2, 100 a second: 22 ms a call
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(21);
  });

  test('writes small items: a found one within 600 bytes, a none within 200', async () => {
    const { number, message, replyOf, citizen } = await citizenWithQuestions();
    const many = Array.from({ length: 20 }, (_, day) =>
      row(NAME, number, {
        sampled: `2022-07-${String(31 - (day % 14)).padStart(2, '0')} 0${day % 10}:10:00`,
        institution: `浙江省杭州市某某医学检验中心实验室第${day}检测部`,
      }),
    );
    ground.answers['/delta/results'] = () => ({ code: '0', rows: many });
    await handle(doors.effects, message);
    const found = await replyOf();
    expect(bytesOf({ ...found, pk: citizen, sk: `delta#${message.documentRef}` })).toBeLessThanOrEqual(600);
    expect(bytesOf({ ...found, pk: citizen, sk: `delta#${message.documentRef}` })).toBeGreaterThan(300);
    for (const { id } of ground.configuration.sources) await doors.answer(id);
    const { replies } = await doors.effects.citizens.read(citizen);
    const none = replies.get(`south#${message.documentRef}`)!;
    expect(
      bytesOf({ ...none, pk: citizen, sk: `a-source-with-a-long-name#${message.documentRef}` }),
    ).toBeLessThanOrEqual(200);
  });
});

test('a check is not asked of a source that was closed meanwhile, and the binding fails', async () => {
  const token = await doors.signIn('person-whose-source-closes');
  await doors.call('PUT', '/identity', { token, body: phoneClaim('E88888888', NAME, 'passport') });
  const [message] = ground.take('nation');
  await ground.put('recognition-cache', { pk: 'source#nation', sk: 'control', state: 'off' });
  await doors.effects.control.readNow('nation');
  ground.asked.length = 0;
  await handle(doors.effects, message!);
  expect(ground.asked).toEqual([]);
  expect((await doors.call('GET', '/identity', { token })).body.state).toBe('failed');
  await ground.put('recognition-cache', { pk: 'source#nation', sk: 'control' });
  await doors.effects.control.readNow('nation');
});

test('a message of nobody ours is reported, and the others are answered', async () => {
  const { message } = await citizenWithQuestions();
  const door = queueEndpoint(handle, async () => doors.effects);
  const record = (messageId: string, body: string) => ({ messageId, body }) as never;
  const response = await door({
    Records: [record('1', 'rubbish'), record('2', '{"kind":"results"}'), record('3', JSON.stringify(message))],
  });
  expect(response.batchItemFailures).toEqual([{ itemIdentifier: '1' }, { itemIdentifier: '2' }]);
  expect(ground.asked).toEqual(['/delta/results']);
});

test('a question whose word cannot be written comes again', async () => {
  const { message } = await citizenWithQuestions();
  const citizens = { ...doors.effects.citizens, changeReply: () => Promise.reject(new Error(NAME)) };
  const door = queueEndpoint(handle, async () => ({ ...doors.effects, citizens }));
  const response = await door({ Records: [{ messageId: '1', body: JSON.stringify(message) } as never] });
  expect(response.batchItemFailures).toEqual([{ itemIdentifier: '1' }]);
});

test('an expired item is not read, though it still lies there', async () => {
  const { token, message, citizen } = await citizenWithQuestions();
  await handle(doors.effects, message);
  ground.clock.advance(25 * 3_600_000);
  expect(token).toBeDefined();
  expect((await doors.effects.citizens.read(citizen)).replies.size).toBe(0);
  expect(await ground.dump('recognition-cache')).toContain(citizen);
});

/** As DynamoDB counts: names and texts in UTF-8, numbers a byte for two digits and one more. */
function bytesOf(item: object): number {
  return Object.entries(item).reduce((sum, [name, value]) => {
    const size = typeof value === 'number' ? Math.ceil(String(value).length / 2) + 1 : Buffer.byteLength(String(value));
    return sum + name.length + size;
  }, 0);
}
