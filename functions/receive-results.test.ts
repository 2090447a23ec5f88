import { describe, expect, test } from 'vitest';
import { type CitizenId, checkDigit } from '../core/index.ts';
import { resultsIn } from './asking/reply-item.ts';
import { beginAtTheDoors, doors, ground } from './testing/at-the-doors.ts';
import { testConfiguration, testSource } from './testing/configuration.ts';
import { type Json, NAME, phoneClaim, row } from './testing/doors.ts';
import { push, type Sending, sentRow } from './testing/pushing.ts';

const configuration = testConfiguration();
configuration.sources.push(testSource('unreached', '440000', { pushes: true }), testSource('silent', '440000'));
beginAtTheDoors(configuration);

let born = 0;
function newNumber(): string {
  born += 1;
  const first17 = `110101193403${10 + Math.floor(born / 1_000)}${String(born % 1_000).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
}

async function citizen() {
  const number = newNumber();
  const { body } = await doors.bind(await doors.signIn(`person-${number}`), phoneClaim(number));
  const { token } = body;
  const id = (await doors.effects.sessions.open(token))!.citizen as CitizenId;
  const read = async (source = 'delta') => {
    const { replies } = await doors.effects.citizens.read(id);
    return [...replies].find(([key]) => key.startsWith(`${source}#`))?.[1];
  };
  const outcomes = async (source?: string) => resultsIn(await read(source)).map(({ outcome }) => outcome ?? 'pending');
  const state = async () =>
    (await doors.results(token, { scope: 'delta' })).body.sources.find((each: Json) => each.id === 'delta');
  return { number, token, id, read, outcomes, state };
}
/** A session of now: time is moved on. */
const tokenOf = async (number: string) =>
  (await doors.call('GET', '/identity', { token: await doors.signIn(`person-${number}`) })).body.token as string;
const send = (rows: unknown, sending?: Sending) => push(ground, doors, 'delta', rows, sending);
const accepted = (count = 1) => ({ rows: Array.from({ length: count }, (_, at) => ({ row: at, accepted: true })) });

describe('who may send', () => {
  test.each<[string, Sending, string]>([
    ['another key', { key: 'of-somebody-else' }, 'x-huren-signature'],
    ['a body that was not signed', { body: '{"results":[]}' }, 'x-huren-signature'],
    ['a clock six minutes behind', { timestamp: String(1659311100 - 360) }, 'x-huren-timestamp'],
    ['a clock six minutes ahead', { timestamp: String(1659311100 + 360) }, 'x-huren-timestamp'],
    ['milliseconds', { timestamp: '1659311100000' }, 'x-huren-timestamp'],
    ['a short nonce', { nonce: 'once' }, 'x-huren-nonce'],
  ])('not one with %s', async (_, sending, field) => {
    const { number, read } = await citizen();
    const { status, body } = await send([sentRow(NAME, number)], sending);
    expect([status, body.type, body.field]).toEqual([401, '/problems/signature-wrong', field]);
    expect(await read()).toBeUndefined();
  });

  test('a sending counts once, also when both come at the same moment', async () => {
    const { number } = await citizen();
    const nonce = 'a-nonce-that-is-used-twice';
    const both = await Promise.all([1, 2].map(() => send([sentRow(NAME, number)], { nonce })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await send([sentRow(NAME, number)], { nonce })).body.type).toBe('/problems/already-received');
    // Another source's nonces are its own.
    expect((await push(ground, doors, 'south', [sentRow(NAME, number)], { nonce })).status).toBe(200);
  });

  test.each(['nobody', 'unreached', 'silent'])('not %s', async (source) => {
    expect((await push(ground, doors, source, [])).body.type).toBe('/problems/source-unknown');
  });

  test.each<[string, unknown, number, string | undefined]>([
    ['no rows', [], 400, '/results'],
    ['no list', 'rows', 400, '/results'],
    ['too many rows', Array.from({ length: 1_001 }, () => ({})), 400, '/results'],
    ['too large a body', ['x'.repeat(1024 * 1024)], 413, undefined],
  ])('%s', async (_, rows, status, field) => {
    const { status: given, body } = await send(rows);
    expect([given, body.field]).toEqual([status, field]);
  });
});

describe('what is sent', () => {
  test('is shown at once, and the source is asked for the rest', async () => {
    const { number, token, state, outcomes } = await citizen();
    expect((await send([sentRow(NAME, number)])).body).toEqual(accepted());
    const { body } = await doors.results(token, { scope: 'delta' });
    expect(body.results).toHaveLength(1);
    expect(body.results[0]).toMatchObject({ outcome: 'negative', reportIssuedAt: '2022-07-31T22:40:00+08:00' });
    expect(body.decision.kind).toBe('recognised');
    expect((await state()).state).toBe('asking');
    expect(ground.waiting('delta')).toHaveLength(1);
    // Its query is behind what it sent, which stays beside what it answers.
    await doors.answer('delta');
    expect(await state()).toMatchObject({ state: 'found' });
    expect(await outcomes()).toEqual(['negative']);
  });

  test('raises freshness', async () => {
    const { number, token } = await citizen();
    await doors.results(token, { scope: 'delta' });
    await doors.answer('delta');
    ground.clock.advance(9 * 60_000);
    await send([sentRow(NAME, number)]);
    ground.clock.advance(2 * 60_000);
    await doors.results(token, { scope: 'delta' });
    expect(ground.waiting('delta')).toHaveLength(0);
  });

  test('is no answer to a question that is under way', async () => {
    const { number, token, read, outcomes } = await citizen();
    await doors.results(token, { scope: 'delta' });
    await doors.answer('delta');
    ground.clock.advance(2 * 60_000);
    await doors.results(token, { scope: 'delta', ask: 'now' });
    await send([sentRow(NAME, number, { specimen: 'P2' })]);
    const other = row(NAME, number, { specimen: 'ONLY-ASKING-TELLS' });
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [other] });
    await doors.answer('delta');
    const { at, pa } = (await read())!;
    expect(at).toBeGreaterThan(pa!);
    expect(await outcomes()).toHaveLength(2);
  });

  test('does not make a source that fails one that has answered', async () => {
    const { number, token, state, outcomes } = await citizen();
    await doors.results(token, { scope: 'delta' });
    await doors.answer('delta');
    const { retrievedAt } = await state();
    ground.clock.advance(2 * 60_000);
    ground.answers['/delta/results'] = () => 500;
    await doors.results(token, { scope: 'delta', ask: 'now' });
    await doors.answer('delta');
    const failed = await state();
    expect(failed).toMatchObject({ state: 'failed', retrievedAt });
    await send([sentRow(NAME, number)]);
    expect(await state()).toEqual(failed);
    expect(await outcomes()).toEqual(['negative']);
  });

  test('twice is as if it were sent once', async () => {
    const { number, read } = await citizen();
    await send([sentRow(NAME, number)]);
    const { r } = (await read())!;
    await send([sentRow(NAME, number), sentRow(NAME, number)]);
    expect((await read())!.r).toBe(r);
  });

  test('corrects the same specimen and no other, and an older report comes too late', async () => {
    const { number, outcomes } = await citizen();
    await send([
      sentRow(NAME, number),
      sentRow(NAME, number, { specimen: 'P2', sampleCollectedAt: '2022-07-30T09:00:00+08:00' }),
    ]);
    const corrected = { outcome: 'positive', reportIssuedAt: '2022-08-01T01:00:00+08:00' };
    await send([sentRow(NAME, number, corrected)]);
    expect(await outcomes()).toEqual(['positive', 'negative']);
    await send([sentRow(NAME, number)]);
    expect(await outcomes()).toEqual(['positive', 'negative']);
  });

  test('withdraws the same specimen and no other, also where the source still answers with it', async () => {
    const { number, token, outcomes } = await citizen();
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number, { specimen: 'P2207310001' })] });
    await doors.results(token, { scope: 'delta' });
    await doors.answer('delta');
    await send([sentRow(NAME, number, { specimen: 'P2', outcome: 'inconclusive' })]);
    expect(await outcomes()).toHaveLength(2);
    const whom = { name: NAME, document: { type: 'resident-id', number }, specimen: 'P2207310001' };
    expect((await send([{ ...whom, withdrawn: true }])).body).toEqual(accepted());
    expect(await outcomes()).toEqual(['inconclusive']);
    ground.clock.advance(31 * 60_000);
    await doors.results(await tokenOf(number), { scope: 'delta' });
    await doors.answer('delta');
    expect(await outcomes()).toEqual(['inconclusive']);
    await send([sentRow(NAME, number, { reportIssuedAt: '2022-08-01T08:00:00+08:00' })]);
    expect((await outcomes()).sort()).toEqual(['inconclusive', 'negative']);
  });

  test('never reaches another source', async () => {
    const { number, token, outcomes } = await citizen();
    ground.answers['/south/results'] = () => ({ code: '0', rows: [row(NAME, number, { specimen: 'P2207310001' })] });
    await doors.results(token);
    await doors.answer('south');
    const whom = { name: NAME, document: { type: 'resident-id', number }, specimen: 'P2207310001' };
    await send([{ ...whom, withdrawn: true }, sentRow(NAME, number, { specimen: 'P9', outcome: 'positive' })]);
    expect(await outcomes('south')).toEqual(['negative']);
    expect(await outcomes('nation')).toEqual([]);
    expect(await outcomes()).toEqual(['positive']);
  });

  test('reaches each document of a citizen under its own number', async () => {
    const { number, token } = await citizen();
    const second = await doors.bind(token, phoneClaim(`E9${number.slice(-8, -1)}`, NAME, 'passport'));
    await send([sentRow(NAME, number), sentRow(NAME, `E9${number.slice(-8, -1)}`, { specimen: 'P3' }, 'passport')]);
    const { body } = await doors.results(second.body.token, { scope: 'delta' });
    expect(body.results.map(({ document }: Json) => document.type).sort()).toEqual(['passport', 'resident-id']);
  });

  test('one bad row does not sink the rest, and each is told its own mistake', async () => {
    const { number, outcomes } = await citizen();
    const { outcome: _, ...withoutOutcome } = sentRow(NAME, number) as Record<string, unknown>;
    const { status, body } = await send([
      sentRow(NAME, number, { row: 'good' }),
      sentRow(NAME, number.slice(0, 17) + (number.endsWith('X') ? '0' : 'X'), { row: 7 }),
      sentRow('陈*', number, { specimen: 'P4' }),
      sentRow(NAME, number, { specimen: 'P5', reportIssuedAt: '2022-07-31 22:40:00' }),
      sentRow(NAME, number, { specimen: 'P6', sampleCollectedAt: '2022-08-02T00:00:00+08:00' }),
      { ...withoutOutcome, specimen: 'P7' },
      sentRow(NAME, number, { specimen: 'P8', reportIssuedAt: undefined }),
      sentRow(NAME, 'A123456789012', {}, 'hk-macao-permit'),
      sentRow(NAME, number, { specimen: 'P9', outcome: 'pending', reportIssuedAt: undefined }),
      null,
    ]);
    expect(status).toBe(200);
    expect(body.rows.map(({ row, accepted, field }: Json) => [row, accepted ?? field])).toEqual([
      ['good', true],
      [7, '/document/number'],
      [2, '/name'],
      [3, '/reportIssuedAt'],
      [4, '/sampleCollectedAt'],
      [5, '/outcome'],
      [6, '/reportIssuedAt'],
      [7, '/document/type'],
      [8, true],
      [9, '/'],
    ]);
    for (const { accepted, remedy } of body.rows) if (!accepted) expect(remedy).toMatch(/\.$/);
    expect((await outcomes()).sort()).toEqual(['negative', 'pending']);
  });
});

describe('who is not known', () => {
  test.each<[string, (number: string) => Promise<unknown>]>([
    ['somebody who never came here', async () => {}],
    [
      'somebody who gave no more than name and number',
      async (number) => {
        const { phoneCode: _, ...matched } = phoneClaim(number);
        await doors.bind(await doors.signIn(`person-${number}`), matched);
      },
    ],
    [
      'somebody who has withdrawn consent',
      async (number) => {
        const { body } = await doors.bind(await doors.signIn(`person-${number}`), phoneClaim(number));
        const id = (await doors.effects.sessions.open(body.token))!.citizen as CitizenId;
        const profile = (await doors.effects.ledger.readProfile(id))!;
        await doors.effects.ledger.writeProfile(id, profile, { ...profile, consent: undefined });
      },
    ],
  ])('%s gets nothing written, is not counted, and the answer is the same', async (_, prepare) => {
    const number = newNumber();
    await prepare(number);
    const counted = await doors.effects.hours.read('delta', ground.clock.now());
    const before = await ground.dump('recognition-cache');
    const answer = await send([sentRow(NAME, number, { specimen: 'of-nobody' })]);
    expect(answer.text).toBe(JSON.stringify(accepted()));
    const items = (dump: string) => (JSON.parse(dump) as Json[]).filter(({ sk }) => sk.S.startsWith('delta#')).length;
    expect(items(await ground.dump('recognition-cache'))).toBe(items(before));
    expect(await doors.effects.hours.read('delta', ground.clock.now())).toEqual(counted);
  });

  test('a row with another name than the document has is dropped with the same answer', async () => {
    const { number, outcomes } = await citizen();
    expect((await send([sentRow('欧阳别人', number)])).body).toEqual(accepted());
    expect(await outcomes()).toEqual([]);
  });

  test('the answer takes as long for a stranger as for somebody known', async () => {
    const { number } = await citizen();
    const took = async (rows: object[]) => {
      const startedAt = Date.now();
      await send(rows);
      return Date.now() - startedAt;
    };
    const [known, unknown] = [await took([sentRow(NAME, number)]), await took([sentRow(NAME, newNumber())])];
    expect(Math.min(known, unknown)).toBeGreaterThanOrEqual(250);
    expect(Math.abs(known - unknown)).toBeLessThan(60);
  });

  test('no table holds a name, a number or a specimen that was sent', async () => {
    const { number } = await citizen();
    await send([sentRow(NAME, number, { specimen: 'SPECIMEN-IN-CLEAR' }), sentRow('欧阳路人', newNumber())]);
    const all = (await ground.dump('recognition-cache')) + (await ground.dump('recognition-ledger'));
    expect(all).toContain('某某医学检验所');
    for (const clear of [number, 'SPECIMEN-IN-CLEAR', '欧阳路人']) expect(all).not.toContain(clear);
  });
});

test('sendings and askings at the same moment lose nothing of each other', async () => {
  const { number, token, outcomes } = await citizen();
  const specimens = Array.from({ length: 5 }, (_, at) => ({
    specimen: `P${at}`,
    sampleCollectedAt: `2022-07-2${at}T08:00:00+08:00`,
    institution: undefined,
  }));
  const asked = row(NAME, number, { specimen: 'OF-ASKING', institution: undefined, sampled: '2022-07-19 08:00:00' });
  // While the source thinks about the question, five sendings come.
  ground.answers['/delta/results'] = async () => {
    await Promise.all(specimens.map((more) => send([sentRow(NAME, number, more)])));
    return { code: '0', rows: [asked] };
  };
  await doors.results(token, { scope: 'delta' });
  await doors.answer('delta');
  expect(await outcomes()).toHaveLength(6);
  // And the other way round: what fails while they come takes nothing away.
  ground.answers['/delta/results'] = async () => {
    await send([
      sentRow(NAME, number, {
        specimen: 'P0',
        outcome: 'positive',
        reportIssuedAt: '2022-08-01T06:00:00+08:00',
        institution: undefined,
      }),
    ]);
    return 500;
  };
  ground.clock.advance(2 * 60_000);
  await doors.results(token, { scope: 'delta', ask: 'now' });
  expect(await doors.answer('delta')).toBe(1);
  expect(await outcomes()).toHaveLength(6);
  expect(await outcomes()).toContain('positive');
});

test('a thousand rows, of whom ten are known, are answered within seconds', async () => {
  const known: Awaited<ReturnType<typeof citizen>>[] = [];
  while (known.length < 10) known.push(await citizen());
  const rows = Array.from({ length: 1_000 }, (_, at) =>
    sentRow(NAME, at < 10 ? known[at]!.number : newNumber(), { specimen: `B${at}` }),
  );
  const [startedAt, cpu] = [Date.now(), process.cpuUsage()];
  const { status, body } = await send(rows);
  const tookMs = Date.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  console.info(`1 000 rows, 10 known: ${tookMs} ms, ${Math.round((user + system) / 1000)} ms of CPU, tables included`);
  expect(status).toBe(200);
  expect(body.rows.filter(({ accepted }: Json) => accepted)).toHaveLength(1_000);
  expect(tookMs).toBeLessThan(10_000);
  for (const each of known) expect(await each.outcomes()).toEqual(['negative']);
});

test('a day later what a source answers is all there is', async () => {
  const { number, outcomes } = await citizen();
  await send([sentRow(NAME, number)]);
  ground.clock.advance(25 * 3_600_000);
  const token = await tokenOf(number);
  await doors.results(token, { scope: 'delta' });
  await doors.answer('delta');
  expect(await outcomes()).toEqual([]);
});
