/** Binding from the claim to the session, its failures, and what is left of it in the open. */
import { describe, expect, test, vi } from 'vitest';
import { parseInstant } from '../core/index.ts';
import {
  beginAtTheDoors,
  doors,
  ground,
  holderClaim,
  matchedClaim,
  newNumber,
  newPerson,
  refuseEverybody,
} from './testing/at-the-doors.ts';
import { confirmEverybody, type Json, phoneClaim, row } from './testing/doors.ts';

beginAtTheDoors();

describe('binding', () => {
  test('is checked behind the queue and finished by looking', async () => {
    const token = await doors.signIn(newPerson());
    expect((await doors.call('GET', '/identity', { token })).body).toEqual({
      state: 'none',
      documents: [],
      pollAfterMs: null,
    });
    const put = await doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber()) });
    expect(put.status).toBe(202);
    expect(put.body.state).toBe('checking');
    const looking = await doors.call('GET', '/identity', { token });
    expect(looking.body.state).toBe('checking');
    expect(looking.body.pollAfterMs).toBeGreaterThan(0);
    await doors.answer('nation');
    const { body } = await doors.call('GET', '/identity', { token });
    expect(body).toMatchObject({
      state: 'bound',
      documents: [{ type: 'resident-id', name: '欧**试', strength: 'phone' }],
    });
    expect(parseInstant(body.expiresAt)! - ground.clock.now()).toBeGreaterThan(29 * 60_000);
    expect((await doors.results(body.token)).status).toBe(200);
    const again = await doors.call('GET', '/identity', { token });
    expect(again.body.state).toBe('bound');
  });

  test('consent is on record before anything else is done', async () => {
    const person = newPerson();
    const token = await doors.signIn(person);
    ground.answers['/wxa/business/getuserphonenumber'] = () => ({ errcode: 40163, errmsg: 'code been used' });
    const put = await doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber()) });
    expect(put.body).toMatchObject({ type: '/problems/code-refused', field: '/phoneCode' });
    const { account } = (await doors.effects.sessions.open(token))!;
    const ledger = await ground.dump('recognition-ledger');
    const consents = JSON.parse(ledger).filter((item: Json) => item.pk.S === `consents#${account}`);
    expect(consents.map((item: Json) => item.textVersion.S)).toEqual(['2022-08-01']);
  });

  test('a name may have fifty letters, and what parts them is none', async () => {
    const token = await doors.signIn(newPerson());
    const put = (letters: number) =>
      doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber(), Array(letters).fill('A').join(' ')) });
    expect((await put(51)).body).toMatchObject({ type: '/problems/field-wrong', field: '/name' });
    expect((await put(50)).status).toBe(202);
  });

  test('a specimen number of an own result proves a passport without a phone', async () => {
    const token = await doors.signIn(newPerson());
    const claim = {
      ...holderClaim('E23456789', 'ANA MARTINS'),
      document: { type: 'passport', number: 'ｅ２３４５６７８９' },
    };
    const { body } = await doors.bind(token, claim);
    expect(body).toMatchObject({
      state: 'bound',
      documents: [{ type: 'passport', last4: '6789', strength: 'holder' }],
    });
  });

  test('every failure reads the same, to the byte', async () => {
    const texts: string[] = [];
    const failing = async (claim: object, prepare: () => void) => {
      confirmEverybody(ground);
      prepare();
      const { text } = await doors.bind(await doors.signIn(newPerson()), claim);
      texts.push(text);
    };
    const bound = newNumber();
    await doors.bind(await doors.signIn(newPerson()), holderClaim(bound));
    await failing(phoneClaim(newNumber()), refuseEverybody);
    await failing(matchedClaim(newNumber()), refuseEverybody);
    await failing(phoneClaim(newNumber()), () => {
      ground.answers['/nation/phone'] = () => ({ code: '5' });
    });
    await failing(phoneClaim(bound), () => {}); // a stronger proof stands
    await failing(holderClaim(newNumber()), () => {
      ground.answers['/delta/results'] = () => ({ code: '0', rows: [] });
    });
    expect(new Set(texts)).toEqual(new Set(['{"state":"failed","documents":[],"pollAfterMs":null}']));
    expect(texts).toHaveLength(5);
  });

  test('a check that nobody answers fails when patience is over, and can be sent again', async () => {
    const token = await doors.signIn(newPerson());
    const number = newNumber();
    await doors.call('PUT', '/identity', { token, body: phoneClaim(number) });
    const twice = await doors.call('PUT', '/identity', { token, body: phoneClaim(number) });
    expect(twice.body.type).toBe('/problems/still-checking');
    ground.take('nation');
    ground.clock.advance(61_000);
    expect((await doors.call('GET', '/identity', { token })).body.state).toBe('failed');
    expect((await doors.bind(token, phoneClaim(number))).body.state).toBe('bound');
  });
});

test('a second claim that comes too soon does not spend its phone code', async () => {
  const token = await doors.signIn(newPerson());
  let spent = 0;
  const once = ground.answers['/wxa/business/getuserphonenumber']!;
  ground.answers['/wxa/business/getuserphonenumber'] = (...asked) => {
    spent += 1;
    return once(...asked);
  };
  const put = () => doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber()) });
  expect((await put()).status).toBe(202);
  expect((await put()).body.type).toBe('/problems/still-checking');
  expect(spent).toBe(1);
});

test('of two claims at the same moment one is checked', async () => {
  const token = await doors.signIn(newPerson());
  const put = () => doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber()) });
  const statuses = (await Promise.all([put(), put(), put()])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([202, 409, 409]);
  expect(ground.waiting('nation')).toHaveLength(1);
});

test('no number, name, phone or openid stands in clear in any item, message or log line', async () => {
  const lines: string[] = [];
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...said) => void lines.push(said.join(' '))),
  );
  const number = newNumber();
  const name = '司徒隐名';
  const person = newPerson();
  const token = await doors.signIn(person);
  await doors.call('PUT', '/identity', { token, body: phoneClaim(number, name) });
  const queued = JSON.stringify(ground.waiting('nation'));
  const checking = await ground.dump('recognition-ledger');
  await doors.answer('nation');
  const bound = await doors.call('GET', '/identity', { token });
  ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(name, number, { specimen: 'SECRETSPECIMEN' })] });
  ground.answers['/nation/results'] = () => 500;
  await doors.results(bound.body.token);
  const asked = JSON.stringify(ground.waiting('delta'));
  for (const { id } of ground.configuration.sources) await doors.answer(id);
  const shown = await doors.results(bound.body.token);
  for (const spy of spies) spy.mockRestore();
  const everything = [
    queued,
    asked,
    checking,
    bound.text,
    shown.text,
    lines.join('\n'),
    await ground.dump('recognition-cache'),
    await ground.dump('recognition-ledger'),
  ].join('\n');
  expect(shown.body.results).toHaveLength(1);
  expect(lines.length).toBeGreaterThan(3);
  for (const secret of [number, name, '13800000000', `sandbox:${person}`, 'SECRETSPECIMEN']) {
    expect(everything).not.toContain(secret);
  }
});
