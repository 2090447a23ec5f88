import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CitizenId, checkDigit, parseInstant } from '../core/index.ts';
import { LIMITS, networkOf } from './identity/attempts-left.ts';
import {
  confirmEverybody,
  type Json,
  NAME,
  NUMBER,
  openDoors,
  phoneClaim,
  row,
  type TestDoors,
} from './testing/doors.ts';
import { startTestGround, type TestGround } from './testing/ground.ts';

let ground: TestGround;
let doors: TestDoors;
beforeAll(async () => {
  ground = await startTestGround();
  doors = await openDoors(ground);
});
afterAll(() => ground.stop());
beforeEach(() => {
  for (const path of Object.keys(ground.answers)) delete ground.answers[path];
  confirmEverybody(ground);
  for (const { id } of ground.configuration.sources) ground.take(id);
});

let born = 0;
const newPerson = () => `person-${++born}`;
function newNumber(): string {
  const first17 = `11010119310307${String(++born).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
}
/** A claim that a report's number proves; the test's source holds one for everybody. */
function holderClaim(number: string, name = NAME) {
  ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(name, number)] });
  return { ...phoneClaim(number, name), phoneCode: undefined, specimenNumber: 't2207 310001' };
}
function matchedClaim(number: string) {
  return { ...phoneClaim(number), phoneCode: undefined };
}
const refuseEverybody = () => {
  ground.answers['/nation/phone'] = () => ({ code: '0', yes: '0' });
  ground.answers['/nation/matched'] = () => ({ code: '0', yes: '0' });
};
const citizenOf = async (token: string) => (await doors.effects.sessions.open(token))!.citizen as CitizenId;
const results = async (token: string) => (await doors.results(token)).body;

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
    const consents = JSON.parse(ledger).filter((item: Json) => item.pk.S === `account#${account}` && item.textVersion);
    expect(consents.map((item: Json) => [item.textVersion.S, item.sk.S.slice(0, 8)])).toEqual([
      ['2022-08-01', 'consent#'],
    ]);
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

  test('two ID cards are two people, whoever’s telephone confirms them', async () => {
    const mine = newNumber();
    const hers = newNumber();
    const person = newPerson();
    const { token } = (await doors.bind(await doors.signIn(person), phoneClaim(mine))).body;
    const put = await doors.call('PUT', '/identity', { token, body: phoneClaim(hers) });
    expect([put.status, put.body.field]).toEqual([400, '/document/number']);
    expect(put.body.detail).toContain('account of the person');
    // Her card alone, by name and number, shows nothing and mixes nothing.
    expect((await doors.bind(token, matchedClaim(hers))).body.documents).toHaveLength(2);
    expect((await doors.results(token)).body.sources).toHaveLength(3);
    expect(ground.waiting('nation')).toHaveLength(1);
    // Nor does a passport that both have proven make one person of two.
    const passport = phoneClaim('E77777777', NAME, 'passport');
    expect((await doors.bind(token, passport)).body.state).toBe('bound');
    const she = await doors.bind(await doors.signIn(newPerson()), phoneClaim(hers));
    expect((await doors.bind(she.body.token, passport)).body.state).toBe('failed');
    // Her own proof has taken her card away from me, and left me mine.
    const again = await doors.call('GET', '/identity', { token: await doors.signIn(person) });
    expect(again.body.documents.map((each: Json) => each.type).sort()).toEqual(['passport', 'resident-id']);
  });

  test('four documents, and no fifth; one of the four may be proven again', async () => {
    let token = await doors.signIn(newPerson());
    const first = newNumber();
    for (const claim of [
      phoneClaim(first),
      phoneClaim('E34567891', NAME, 'passport'),
      phoneClaim('E34567892', NAME, 'passport'),
      phoneClaim('G34567893', NAME, 'passport'),
    ]) {
      token = (await doors.bind(token, claim)).body.token;
    }
    const fifth = await doors.call('PUT', '/identity', { token, body: phoneClaim('E34567894', NAME, 'passport') });
    expect(fifth.status).toBe(409);
    expect(fifth.body).toMatchObject({ type: '/problems/too-many-documents', field: '/document' });
    const again = await doors.bind(token, phoneClaim(first));
    expect(again.body.documents).toHaveLength(4);
  });
});

describe('whose a document is', () => {
  test('equal proofs from two accounts lead to the same citizen', async () => {
    const number = newNumber();
    const one = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
    const two = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
    expect(await citizenOf(two.body.token)).toBe(await citizenOf(one.body.token));
    expect((await doors.results(one.body.token)).status).toBe(200);
    const more = await doors.bind(two.body.token, phoneClaim('E45678912', NAME, 'passport'));
    expect(more.body.documents).toHaveLength(2);
    expect((await doors.call('GET', '/identity', { token: one.body.token })).body.documents).toHaveLength(2);
  });

  test('two citizens who turn out to be one are joined with all their documents', async () => {
    const number = newNumber();
    const one = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
    const two = await doors.bind(await doors.signIn(newPerson()), phoneClaim('E56789123', NAME, 'passport'));
    const joined = await doors.bind(two.body.token, phoneClaim(number));
    expect(joined.body.documents.map((each: Json) => each.type).sort()).toEqual(['passport', 'resident-id']);
    expect(await citizenOf(joined.body.token)).toBe(await citizenOf(one.body.token));
    const { body } = await doors.results(joined.body.token);
    expect(body.sources).toHaveLength(3);
    expect(ground.waiting('nation')).toHaveLength(2);
    expect((await doors.results(two.body.token)).body.type).toBe('/problems/session-over');
  });

  test('a stronger proof displaces a weaker one and ends its sessions', async () => {
    const number = newNumber();
    const guesser = newPerson();
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number)] });
    const weak = await doors.bind(await doors.signIn(guesser), phoneClaim(number));
    expect(weak.body.state).toBe('bound');
    expect((await doors.results(weak.body.token)).status).toBe(200);
    for (const { id } of ground.configuration.sources) await doors.answer(id);
    expect((await results(weak.body.token)).results).toHaveLength(1);

    const strong = await doors.bind(await doors.signIn(newPerson()), holderClaim(number));
    expect(strong.body).toMatchObject({ state: 'bound', documents: [{ strength: 'holder' }] });
    expect(await citizenOf(strong.body.token)).not.toBe(await citizenOf(weak.body.token));
    expect((await doors.results(weak.body.token)).status).toBe(401);
    const back = await doors.signIn(guesser);
    expect((await doors.results(back)).body.type).toBe('/problems/not-bound');
    expect((await doors.call('GET', '/identity', { token: back })).body).toMatchObject({
      state: 'none',
      documents: [],
    });
    expect((await doors.effects.citizens.read(await citizenOf(weak.body.token))).replies.size).toBe(0);
    const late = await doors.bind(back, phoneClaim(number));
    expect(late.body.state).toBe('failed');
  });

  test('a stronger proof within one citizen sends away the account that knew less', async () => {
    const number = newNumber();
    const one = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
    const two = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
    expect(await citizenOf(two.body.token)).toBe(await citizenOf(one.body.token));
    const stronger = await doors.bind(two.body.token, holderClaim(number));
    expect(stronger.body.state).toBe('bound');
    expect((await doors.results(stronger.body.token)).status).toBe(200);
    expect((await doors.results(one.body.token)).body.type).toBe('/problems/session-over');
  });

  test('name and number alone take nothing from anybody and show nothing', async () => {
    const number = newNumber();
    const owner = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
    const guesser = await doors.bind(await doors.signIn(newPerson()), matchedClaim(number));
    expect(guesser.body).toMatchObject({ state: 'bound', documents: [{ strength: 'matched' }] });
    expect(await citizenOf(guesser.body.token)).not.toBe(await citizenOf(owner.body.token));
    expect((await doors.results(guesser.body.token)).body.type).toBe('/problems/proof-too-weak');
    expect((await doors.results(owner.body.token)).status).toBe(200);
    const own = await doors.bind(guesser.body.token, phoneClaim('E67891234', NAME, 'passport'));
    const { sources } = await results(own.body.token);
    expect(sources).toHaveLength(2);
    expect(ground.waiting('nation')).toHaveLength(1); // the guesser's own passport, never the ID card
  });

  test('nobody is locked out by somebody who was first with name and number', async () => {
    const number = newNumber();
    const guesser = await doors.bind(await doors.signIn(newPerson()), matchedClaim(number));
    const owner = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
    expect(owner.body.state).toBe('bound');
    expect((await doors.results(guesser.body.token)).status).toBe(401);
  });

  /** Calls the effect once more than it was called, after `meanwhile` has run. */
  function interrupt<K extends 'people' | 'ledger' | 'sessions'>(
    effect: K,
    name: string,
    meanwhile: () => Promise<unknown>,
  ) {
    const target = doors.effects[effect] as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
    const original = target[name]!;
    vi.spyOn(target, name).mockImplementationOnce(async (...given) => {
      await meanwhile();
      return original(...given);
    });
  }

  test.each([
    ['people', 'sealDocument'],
    ['ledger', 'writeProfile'],
    ['ledger', 'linkAccount'],
  ] as const)('a weaker proof that is displaced during its own %s.%s shows nothing', async (effect, name) => {
    const number = newNumber();
    const weaker = newPerson();
    const token = await doors.signIn(weaker);
    await doors.call('PUT', '/identity', { token, body: phoneClaim(number) });
    await doors.answer('nation');
    interrupt(effect, name, async () => {
      const strong = await doors.bind(await doors.signIn(newPerson()), holderClaim(number));
      expect(strong.body).toMatchObject({ state: 'bound', documents: [{ strength: 'holder' }] });
    });
    const looked = await doors.call('GET', '/identity', { token });
    expect(looked.text).toBe('{"state":"failed","documents":[],"pollAfterMs":null}');
    const back = await doors.signIn(weaker);
    expect((await doors.results(back)).body.type).toBe('/problems/not-bound');
  });

  test('an account that joins while its proof becomes too weak is not let in', async () => {
    const number = newNumber();
    const owner = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
    const weaker = newPerson();
    const token = await doors.signIn(weaker);
    await doors.call('PUT', '/identity', { token, body: phoneClaim(number) });
    await doors.answer('nation');
    interrupt('ledger', 'linkAccount', () => doors.bind(owner.body.token, holderClaim(number)));
    expect((await doors.call('GET', '/identity', { token })).body.state).toBe('failed');
    expect((await doors.results(await doors.signIn(weaker))).body.type).toBe('/problems/not-bound');
  });

  test('a session given while its account is displaced is over before it begins', async () => {
    const number = newNumber();
    const owner = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
    const weaker = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
    interrupt('sessions', 'give', () => doors.bind(owner.body.token, holderClaim(number)));
    const late = await doors.call('GET', '/identity', { token: weaker.body.token });
    expect(late.body.state).toBe('bound');
    expect((await doors.results(late.body.token)).body.type).toBe('/problems/session-over');
  });

  test('of ten accounts that prove a document at once, all lead to one citizen', async () => {
    const number = newNumber();
    const tokens = await Promise.all(Array.from({ length: 10 }, () => doors.signIn(newPerson())));
    await Promise.all(
      tokens.map((token, at) =>
        doors.call('PUT', '/identity', { token, body: phoneClaim(number), address: `198.51.100.${at}` }),
      ),
    );
    await doors.answer('nation');
    const bound = await Promise.all(tokens.map((token) => doors.call('GET', '/identity', { token })));
    const citizens = await Promise.all(bound.map(({ body }) => citizenOf(body.token)));
    expect(new Set(citizens).size).toBe(1);
  });
});

describe('bad input', () => {
  const claim = phoneClaim();
  test.each([
    ['no body', undefined, '/name'],
    ['no name', { ...claim, name: undefined }, '/name'],
    ['a name of digits', { ...claim, name: '张3' }, '/name'],
    ['a masked name', { ...claim, name: '张*三' }, '/name'],
    ['a name of 51 characters', { ...claim, name: '张'.repeat(51) }, '/name'],
    ['a name that is a list', { ...claim, name: ['张三'] }, '/name'],
    ['no document', { ...claim, document: undefined }, '/document'],
    ['a kind nobody knows', { ...claim, document: { type: 'library-card', number: '1' } }, '/document/type'],
    ['a number that is a number', { ...claim, document: { type: 'resident-id', number: 11 } }, '/document/number'],
    [
      'a wrong check digit',
      { ...claim, document: { type: 'resident-id', number: `${NUMBER.slice(0, 17)}5` } },
      '/document/number',
    ],
    ['a number too short', { ...claim, document: { type: 'resident-id', number: '1101' } }, '/document/number'],
    [
      'a born-on-no-day',
      { ...claim, document: { type: 'resident-id', number: '110101193013070014' } },
      '/document/number',
    ],
    [
      'a permit without its letter',
      { ...claim, document: { type: 'hk-macao-permit', number: '012345678' } },
      '/document/number',
    ],
    ['an empty phone code', { ...claim, phoneCode: '' }, '/phoneCode'],
    ['a specimen number of signs', { ...matchedOf(claim), specimenNumber: '!!!!' }, '/specimenNumber'],
    ['both proofs', { ...claim, specimenNumber: 'T123456' }, '/specimenNumber'],
    ['no consent', { ...claim, consent: undefined }, '/consent'],
    ['a consent to nothing', { ...claim, consent: {} }, '/consent/textVersion'],
  ])('%s', async (_, body, field) => {
    const answer = await doors.call('PUT', '/identity', { token: await doors.signIn('person-of-errors'), body });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ type: '/problems/field-wrong', field, reference: 'test-reference' });
    expect(answer.body.detail.length).toBeGreaterThan(10);
    expect(answer.text).not.toContain(NUMBER);
    expect(answer.text).not.toContain(NAME);
  });

  function matchedOf({ phoneCode: _without, ...rest }: ReturnType<typeof phoneClaim>) {
    return rest;
  }

  test.each([
    ['full-width digits and a lower-case x', '１１０１０５１９４９１２３１００２x', '11010519491231002X'],
    ['spaces', '110105 19491231 002X', '11010519491231002X'],
  ])('takes %s', async (_, typed, kept) => {
    const asked: string[] = [];
    ground.answers['/nation/phone'] = (body) => {
      asked.push(body);
      return { code: '0', yes: '1' };
    };
    const { body } = await doors.bind(await doors.signIn(newPerson()), phoneClaim(typed, ' 阿卜杜·热合曼 '));
    expect(body.state).toBe('bound');
    expect(JSON.parse(asked[0]!)).toMatchObject({ number: kept, name: '阿卜杜·热合曼' });
  });

  test.each(['古丽•阿依', '𠮷田一', '王㛃'])('takes the name %s', async (name) => {
    const { body } = await doors.bind(await doors.signIn(newPerson()), phoneClaim(newNumber(), name));
    expect(body.state).toBe('bound');
  });
});

test('too many attempts from one account are stopped, whatever came of them', async () => {
  const token = await doors.signIn(newPerson());
  refuseEverybody();
  const statuses: number[] = [];
  for (let at = 0; at <= LIMITS[0].most; at += 1) {
    const { status, headers } = await doors.call('PUT', '/identity', {
      token,
      body: phoneClaim(newNumber()),
      address: '203.0.113.9',
    });
    statuses.push(status);
    if (status === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    await doors.answer('nation');
    await doors.call('GET', '/identity', { token });
  }
  expect(statuses).toEqual([...Array(LIMITS[0].most).fill(202), 429]);
});

test('attempts at the same moment are each counted', async () => {
  const token = await doors.signIn(newPerson());
  const attempts = Array.from({ length: LIMITS[0].most + 4 }, () =>
    doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber()), address: '203.0.113.10' }),
  );
  const statuses = (await Promise.all(attempts)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(4);
  expect(statuses.filter((status) => status === 202)).toHaveLength(1);
});

test('too many attempts from one address are stopped', async () => {
  const { most, windowMs } = LIMITS[2];
  // One household: all of an IPv6 network of 64 bits.
  const count = () => doors.effects.attempts.count('address', `${windowMs}#2001:db8:0:7`, windowMs);
  const earlier = most - 3;
  for (let at = 0; at < earlier; at += 1) await count();
  const statuses = await Promise.all(
    ['2001:db8:0:7::1', '2001:0db8:0000:0007:a:b:c:d', '2001:db8:0:7:ffff::', '2001:db8:0:7::2', '2001:DB8:0:7::3'].map(
      async (address) => {
        const token = await doors.signIn(newPerson());
        return (await doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber()), address })).status;
      },
    ),
  );
  expect(statuses.sort()).toEqual([202, 202, 202, 429, 429]);
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::1', '0:0:0:0'],
  ['2001:db8::', '2001:db8:0:0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
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

test('a foreign telephone that reads like one of the mainland proves nothing', async () => {
  const token = await doors.signIn(newPerson());
  ground.answers['/wxa/business/getuserphonenumber'] = () => ({
    errcode: 0,
    phone_info: { purePhoneNumber: '15112345678', countryCode: '49', watermark: { appid: 'wx-test' } },
  });
  const { status, body } = await doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber()) });
  expect([status, body.type, body.field]).toEqual([400, '/problems/field-wrong', '/phoneCode']);
  expect(ground.waiting('nation')).toHaveLength(0);
});

test('of two claims at the same moment one is checked', async () => {
  const token = await doors.signIn(newPerson());
  const put = () => doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber()) });
  const statuses = (await Promise.all([put(), put(), put()])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([202, 409, 409]);
  expect(ground.waiting('nation')).toHaveLength(1);
});

test('an accent sent by itself is the same name', async () => {
  const number = newNumber();
  let asked = '';
  ground.answers['/nation/phone'] = (body) => {
    asked = body;
    return { code: '0', yes: '1' };
  };
  await doors.bind(await doors.signIn(newPerson()), phoneClaim(number, 'JOSE\u0301 A\u0303O'));
  expect(JSON.parse(asked).name).toBe('JOSÉ ÃO');
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
