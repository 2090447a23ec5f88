/** Codes that a citizen holds, once a source tells what speaks against them: at the doors, over the real tables. */
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { handle as askSource } from '../ask-source.ts';
import { beginAtTheDoors, citizenOf, doors, ground, newChild, newNumber, newPerson } from '../testing/at-the-doors.ts';
import { testConfiguration, testSource } from '../testing/configuration.ts';
import { type Json, NAME, phoneClaim, row } from '../testing/doors.ts';
import { boundPerson, childClaim, vouch } from '../testing/families.ts';
import { newCode } from '../testing/phone-key.ts';
import { push, sentRow } from '../testing/pushing.ts';
import { type Somebody, somebody, sourcesSay } from '../testing/tested.ts';

const configuration = testConfiguration();
configuration.sources.push(testSource('nameless', '440000', { identityEcho: 'none', pushes: true }));
configuration.connected = new Set([...configuration.connected, 'nameless']);
for (const { results } of configuration.sources)
  results[0]!.outcomes = { ...results[0]!.outcomes, 待复核: 'inconclusive' };
beginAtTheDoors(configuration);
const written: string[] = [];
beforeAll(() => {
  for (const level of ['warn', 'info', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((line: string) => void written.push(line));
});
beforeEach(async () => {
  written.length = 0;
  // A wave of the tests before is no reason to hold anybody.
  for (const source of ['nation', 'delta', 'nameless']) await control(source, { releasedAt: ground.clock.now() });
});

const NEWER = { sampled: '2022-08-01 06:00:00', issued: '2022-08-01 07:00:00', specimen: 'T2' };
const isRevoked = (id: string) => doors.effects.revocations.has(id);
const withheld = async (token: string) => (await doors.results(token)).body.shareWithheld;

async function withCode(rows?: Json[]): Promise<Somebody & { code: string }> {
  const person = await somebody(rows);
  const { status, body } = await newCode(doors, person.token);
  expect(status).toBe(201);
  ground.clock.advance(61_000);
  return { ...person, code: body.id };
}

/** One source says these rows of everybody and has been asked. */
async function says(source: string, { token, number }: Somebody, rows: Json[]): Promise<void> {
  ground.answers[`/${source}/results`] = () => ({ code: '0', rows: rows.map((more) => row(NAME, number, more)) });
  await doors.results(token, { ask: 'now' });
  await doors.answer(source);
}

/** What an operator, or another environment, writes of a source; known here at once. */
async function control(source: string, item: object): Promise<void> {
  await ground.put('recognition-cache', { pk: `source#${source}`, sk: 'control', ...item });
  await doors.effects.control.readNow(source);
}

describe('an answer that brings', () => {
  test.each([
    ['a positive', 'positive', { ...NEWER, outcome: '阳性' }],
    ['one that awaits its retest', 'awaiting-retest', { ...NEWER, outcome: '待复核' }],
  ])('%s ends the codes', async (_, reason, against) => {
    const person = await withCode();
    await says('delta', person, [{}, against]);
    expect(await withheld(person.token)).toBe(reason);
    expect(await isRevoked(person.code)).toBe(true);
    const { body } = await doors.call('GET', '/share-codes', { token: person.token });
    expect(body.codes).toEqual([expect.objectContaining({ id: person.code, revokedAt: expect.any(String) })]);
    expect(await doors.effects.revocations.list()).not.toHaveLength(0);
    expect(written.join()).not.toMatch(/positive|inconclusive|retest|revoked|recheck/);
  });

  test('a doubt between sources ends them', async () => {
    const person = await withCode();
    await says('nation', person, [{ outcome: '阳性' }]);
    expect(await withheld(person.token)).toBe('doubt');
    expect(await isRevoked(person.code)).toBe(true);
  });

  test('a correction from negative to positive ends them', async () => {
    const person = await withCode();
    await says('delta', person, [{ outcome: '阳性', issued: '2022-07-31 23:50:00' }]);
    expect(await isRevoked(person.code)).toBe(true);
  });

  test.each<[string, Json[]]>([
    [
      'a positive that a later negative answers',
      [{}, { ...NEWER, sampled: '2022-07-20 06:00:00', issued: '2022-07-20 07:00:00', outcome: '阳性' }],
    ],
    ['an outcome that nobody can read', [{}, { ...NEWER, outcome: '不详' }]],
    ['nothing more at all', []],
  ])('%s ends none', async (_, rows) => {
    const person = await withCode();
    await says('delta', person, rows);
    expect(await isRevoked(person.code)).toBe(false);
  });

  test('a positive of a source that names nobody ends none', async () => {
    const person = await withCode();
    await says('nameless', person, [{ ...NEWER, outcome: '阳性' }]);
    expect((await doors.results(person.token)).body.results).toHaveLength(2);
    expect(await isRevoked(person.code)).toBe(false);
  });

  test('a positive of a source that is held ends none, though another environment held it this moment', async () => {
    const person = await withCode();
    await doors.effects.control.read([...configuration.connected]);
    ground.clock.advance(1_000);
    await ground.put('recognition-cache', { pk: 'source#delta', sk: 'control', held: ground.clock.now() });
    await says('delta', person, [{}, { ...NEWER, outcome: '阳性' }]);
    expect(await isRevoked(person.code)).toBe(false);
  });

  test('a negative reads and writes nothing more', async () => {
    const person = await withCode();
    ground.answers['/delta/results'] = () => ({
      code: '0',
      rows: [{}, NEWER].map((more) => row(NAME, person.number, more)),
    });
    await doors.results(person.token, { ask: 'now' });
    const { effects } = doors;
    const stores = ['citizens', 'codes', 'control', 'ledger', 'paperLines', 'papers', 'revocations'] as const;
    const called: string[] = [];
    const spies = stores.flatMap((store) =>
      Object.entries(effects[store]).map(([name, method]) =>
        vi.spyOn(effects[store] as Json, name).mockImplementation((...given) => {
          called.push(`${store}.${name}`);
          return method(...given);
        }),
      ),
    );
    await doors.answer('delta');
    for (const spy of spies) spy.mockRestore();
    expect(called).toEqual(['citizens.readForAsking', 'ledger.readProfile', 'control.read', 'citizens.changeReply']);
    expect(await isRevoked(person.code)).toBe(false);
  });
});

describe('whose codes and which', () => {
  test('printed ones and those of each platform', async () => {
    const person = await withCode();
    const printed = await doors.call('POST', '/paper-codes', { token: person.token, body: { size: 'a4' } });
    expect(printed.status).toBe(201);
    await says('delta', person, [{}, { ...NEWER, outcome: '阳性' }]);
    expect(await isRevoked(printed.body.id)).toBe(true);
    expect(await isRevoked(person.code)).toBe(true);
  });

  test('those that a guardian holds for a dependent, and not the guardian’s own', async () => {
    const own = newNumber();
    const guardian = newPerson();
    const token = await boundPerson(own, guardian);
    await sourcesSay(token, own, [{}]);
    const child = newChild();
    await vouch(token, 'child001', childClaim(child));
    const say = (rows: Json[]) => {
      ground.answers['/delta/results'] = (body) => ({
        code: '0',
        rows: body.includes(child) ? rows.map((more) => row('小测试', child, more)) : [row(NAME, own)],
      });
    };
    say([{}]);
    await doors.results(token, { for: 'child001', ask: 'now' });
    for (const { id } of configuration.sources) await doors.answer(id);
    const [mine, theirs] = [await newCode(doors, token), await newCode(doors, token, { dependent: 'child001' })];
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    ground.clock.advance(61_000);
    say([{}, { ...NEWER, outcome: '阳性' }]);
    await doors.results(token, { for: 'child001', ask: 'now' });
    await doors.answer('delta');
    expect([await isRevoked(mine.body.id), await isRevoked(theirs.body.id)]).toEqual([false, true]);
  });

  test('one that a newer one has replaced, which goes on where there is no network', async () => {
    const person = await withCode();
    await newCode(doors, person.token);
    const before = await doors.effects.revocations.list();
    await says('delta', person, [{}, { ...NEWER, outcome: '阳性' }]);
    expect(await doors.effects.revocations.list()).toHaveLength(before.length + 2);
  });
});

describe('a code that is issued at the very moment', () => {
  const doorsOf: [string, (token: string) => Promise<{ status: number; body: Json }>][] = [
    ['on a phone', (token) => newCode(doors, token)],
    ['on paper', (token) => doors.call('POST', '/paper-codes', { token, body: { size: 'a4' } })],
  ];
  /** Whatever was noted since, by its citizen. */
  const codesOf = async (token: string) => doors.effects.codes.list(await citizenOf(token));

  test.each(doorsOf)(
    '%s after the facts were read is not issued, though the recheck could not find it',
    async (_, issue) => {
      const person = await somebody();
      ground.clock.advance(61_000);
      const { add } = doors.effects.codes;
      const spy = vi.spyOn(doors.effects.codes, 'add').mockImplementationOnce(async (...of) => {
        await says('delta', person, [{}, { ...NEWER, outcome: '阳性' }]);
        expect(await codesOf(person.token)).toEqual([]);
        await add(...of);
      });
      const answer = await issue(person.token);
      spy.mockRestore();
      expect(answer).toMatchObject({ status: 409, body: { withheld: 'positive' } });
      const [code] = await codesOf(person.token);
      expect(await isRevoked(code!.id)).toBe(true);
    },
  );

  test.each(doorsOf)('%s is found by the recheck once it is noted', async (_, issue) => {
    const person = await somebody();
    ground.clock.advance(61_000);
    const { readNow } = doors.effects.citizens;
    const spy = vi.spyOn(doors.effects.citizens, 'readNow').mockImplementationOnce(async (citizen) => {
      const before = await readNow(citizen);
      await says('delta', person, [{}, { ...NEWER, outcome: '阳性' }]);
      return before;
    });
    const { body } = await issue(person.token);
    spy.mockRestore();
    expect(await isRevoked(body.id)).toBe(true);
  });

  test.each(doorsOf)('%s is issued where a source has only said the same again', async (_, issue) => {
    const person = await somebody();
    ground.clock.advance(61_000);
    const { add } = doors.effects.codes;
    const spy = vi.spyOn(doors.effects.codes, 'add').mockImplementationOnce(async (...of) => {
      await says('delta', person, [{}]);
      await add(...of);
    });
    const { status, body } = await issue(person.token);
    spy.mockRestore();
    expect(status).toBe(201);
    expect(await isRevoked(body.id)).toBe(false);
  });
});

test('a source that is released ends, with its next answer, the codes that were issued while it was held', async () => {
  const person = await somebody();
  await control('delta', { held: ground.clock.now() });
  ground.clock.advance(61_000);
  await says('delta', person, [{}, { ...NEWER, outcome: '阳性' }]);
  const { status, body } = await newCode(doors, person.token);
  expect(status).toBe(201);
  await control('delta', { releasedAt: ground.clock.now() });
  expect(await isRevoked(body.id)).toBe(false);
  ground.clock.advance(61_000);
  await says('delta', person, [{}, { ...NEWER, outcome: '阳性' }]);
  expect(await isRevoked(body.id)).toBe(true);
});

describe('what is interrupted', () => {
  const interrupted = async () => {
    const person = await withCode();
    ground.answers['/delta/results'] = () => ({
      code: '0',
      rows: [{}, { ...NEWER, outcome: '阳性' }].map((more) => row(NAME, person.number, more)),
    });
    await doors.results(person.token, { ask: 'now' });
    const [message] = ground.take('delta');
    vi.spyOn(doors.effects.revocations, 'add').mockRejectedValueOnce(new Error('no table'));
    ground.asked.length = 0;
    await expect(askSource(doors.effects, message!)).rejects.toThrow();
    return { ...person, message: message! };
  };

  test('keeps the word, and is done when the message comes again, without asking again', async () => {
    const { token, code, message } = await interrupted();
    expect(await withheld(token)).toBe('positive');
    expect(await isRevoked(code)).toBe(false);
    await askSource(doors.effects, message);
    expect(await isRevoked(code)).toBe(true);
    expect(ground.asked).toEqual(['/delta/results']);
    await askSource(doors.effects, message);
    expect(await isRevoked(code)).toBe(true);
  });

  test('does not shorten the time for which the slot is held', async () => {
    const startedAt = Date.now();
    await interrupted();
    // concurrency 2, 100 a second: 22 ms a call
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(21);
  });

  test('a cache that has lost the head reads it in the ledger', async () => {
    const person = await withCode();
    ground.answers['/delta/results'] = () => ({
      code: '0',
      rows: [{}, { ...NEWER, outcome: '阳性' }].map((more) => row(NAME, person.number, more)),
    });
    await doors.results(person.token, { ask: 'now' });
    const [message] = ground.take('delta');
    await ground.lose('recognition-cache', await citizenOf(person.token), '#me');
    await askSource(doors.effects, message!);
    expect(await isRevoked(person.code)).toBe(true);
  });
});

describe('a source that sends', () => {
  const positive = {
    outcome: 'positive',
    specimen: 'P9',
    sampleCollectedAt: '2022-08-01T06:00:00+08:00',
    reportIssuedAt: '2022-08-01T07:00:00+08:00',
  };
  const send = (source: string, { number }: Somebody, more: object) =>
    push(ground, doors, source, [sentRow(NAME, number, more)]);

  test('a positive ends the codes, and says nothing else than for a negative', async () => {
    const person = await withCode();
    const negative = await send('delta', person, {});
    expect(await isRevoked(person.code)).toBe(false);
    const answer = await send('delta', person, positive);
    expect(answer.text).toBe(negative.text);
    expect(await isRevoked(person.code)).toBe(true);
    expect(written.join()).not.toMatch(/positive|revoked|recheck/);
  });

  test('it again after a break-off ends them then', async () => {
    const person = await withCode();
    vi.spyOn(doors.effects.revocations, 'add').mockRejectedValueOnce(new Error('no table'));
    expect((await send('delta', person, positive)).status).toBe(500);
    expect(await isRevoked(person.code)).toBe(false);
    expect((await send('delta', person, positive)).status).toBe(200);
    expect(await isRevoked(person.code)).toBe(true);
  });

  test('takes back the negative that answered a positive', async () => {
    const person = await withCode([
      { ...NEWER, sampled: '2022-07-20 06:00:00', issued: '2022-07-20 07:00:00', outcome: '阳性' },
      {},
    ]);
    await send('nation', person, { specimen: 'T2207310001' });
    await send('delta', person, { specimen: 'T2207310001', withdrawn: true });
    expect(await isRevoked(person.code)).toBe(false);
    await send('nation', person, { specimen: 'T2207310001', withdrawn: true });
    expect(await withheld(person.token)).toBe('positive');
    expect(await isRevoked(person.code)).toBe(true);
  });

  test('a mixed-up table is held before it ends anybody’s code', async () => {
    const person = await withCode();
    const others = await Promise.all(
      Array.from({ length: 9 }, async () => {
        const number = newNumber();
        await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
        return sentRow(NAME, number, positive);
      }),
    );
    await push(ground, doors, 'south', [...others, sentRow(NAME, person.number, positive)]);
    expect(written.join()).toContain('source-held');
    expect(await isRevoked(person.code)).toBe(false);
  });

  test('who names nobody ends none', async () => {
    const person = await withCode();
    expect((await send('nameless', person, positive)).status).toBe(200);
    expect(await isRevoked(person.code)).toBe(false);
  });

  test('a negative reads nothing more', async () => {
    const person = await withCode();
    const reads = vi.spyOn(doors.effects.citizens, 'readNow');
    const lists = vi.spyOn(doors.effects.codes, 'list');
    await send('delta', person, {});
    expect([reads, lists].flatMap((each) => each.mock.calls)).toEqual([]);
    for (const each of [reads, lists]) each.mockRestore();
  });
});
