/** Families at their door: vouching, reading for somebody, two parents, and who binds themself later. */
import { describe, expect, test, vi } from 'vitest';
import {
  beginAtTheDoors,
  citizenOf,
  doors,
  ground,
  holderClaim,
  matchedClaim,
  newChild,
  newNumber,
  newPerson,
  refuseEverybody,
} from './testing/at-the-doors.ts';
import { confirmEverybody, type Json, phoneClaim, row } from './testing/doors.ts';
import { boundPerson, childClaim, vouch } from './testing/families.ts';

beginAtTheDoors();

const KIND = 'child001';
const UNKNOWN = { status: 404, body: { type: '/problems/dependent-unknown' } };

const listOf = async (token: string) => (await doors.call('GET', '/dependents', { token })).body.dependents;

describe('vouching', () => {
  test('is checked behind the queue, and makes a citizen whose results the guardian reads', async () => {
    const token = await boundPerson();
    const number = newChild();
    ground.answers['/delta/results'] = (body) =>
      body.includes(number) ? { code: '0', rows: [row('小测试', number)] } : { code: '0', rows: [] };
    const put = await doors.call('PUT', `/dependents/${KIND}`, { token, body: childClaim(number) });
    expect(put).toMatchObject({ status: 202, body: { state: 'checking' } });
    expect(put.body.pollAfterMs).toBeGreaterThan(0);
    const checking = (await doors.call('GET', '/dependents', { token })).body;
    expect(checking.dependents).toEqual([
      {
        id: KIND,
        name: '小*试',
        document: { type: 'resident-id', last4: number.slice(-4) },
        relation: 'child',
        state: 'checking',
      },
    ]);
    expect(checking.pollAfterMs).toBeGreaterThan(0);
    expect(await doors.results(token, { for: KIND })).toMatchObject(UNKNOWN);
    await doors.answer('nation');
    const { body } = await doors.call('GET', '/dependents', { token });
    expect(body).toMatchObject({ dependents: [{ id: KIND, state: 'confirmed' }], pollAfterMs: null });

    const first = await doors.results(token, { for: KIND });
    expect(first.body.waiting).toBeGreaterThan(0);
    for (const { id } of ground.configuration.sources) await doors.answer(id);
    const results = await doors.results(token, { for: KIND });
    expect(results.body.results).toHaveLength(1);
    expect(results.body.decision.kind).toBe('recognised');
    const same = await doors.results(token, { for: KIND }, { 'if-none-match': results.headers.etag! });
    expect(same.status).toBe(304);
    expect((await doors.results(token)).body.results).toEqual([]);
  });

  test('asks once for a crowd of reloads, and again only when somebody taps', async () => {
    const token = await boundPerson();
    await vouch(token, KIND, childClaim(newChild()));
    await Promise.all([1, 2, 3, 4].map(() => doors.results(token, { for: KIND })));
    expect(ground.waiting('delta')).toHaveLength(1);
    await doors.answer('delta');
    ground.clock.advance(61_000);
    await doors.results(token, { for: KIND });
    expect(ground.waiting('delta')).toHaveLength(0);
    await doors.results(token, { for: KIND, ask: 'now' });
    expect(ground.waiting('delta')).toHaveLength(1);
  });

  test('needs more of the guardian than name and number', async () => {
    const body = childClaim(newChild());
    const stranger = await doors.signIn(newPerson());
    expect((await doors.call('PUT', `/dependents/${KIND}`, { token: stranger, body })).body.type).toBe(
      '/problems/not-bound',
    );
    const { body: bound } = await doors.bind(stranger, matchedClaim(newNumber()));
    const weak = await doors.call('PUT', `/dependents/${KIND}`, { token: bound.token, body });
    expect(weak.body.type).toBe('/problems/proof-too-weak');
    expect(ground.waiting('nation')).toHaveLength(0);
  });

  test('a passport of which no source knows the name is proven by the number of a report', async () => {
    const token = await boundPerson();
    const document = { type: 'passport', number: 'E98765432' };
    const { specimenNumber } = holderClaim('E98765432', 'LINA MARTINS');
    const listed = await vouch(token, KIND, childClaim('', { name: 'LINA MARTINS', document, specimenNumber }));
    expect(listed.body.dependents).toMatchObject([
      { document: { type: 'passport', last4: '5432' }, state: 'confirmed' },
    ]);
  });

  test('says of each wrong field what to send', async () => {
    const token = await boundPerson();
    const wrongs = [
      [childClaim(newChild(), { relation: 'neighbour' }), '/relation'],
      [childClaim('110101193003070015'), '/document/number'],
      [childClaim(newChild(), { name: '' }), '/name'],
      [childClaim(newChild(), { consent: undefined }), '/consent'],
      [childClaim(newChild(), { phoneCode: 'phone-code' }), '/phoneCode'],
    ] as const;
    for (const [body, field] of wrongs) {
      const answer = await doors.call('PUT', `/dependents/${KIND}`, { token, body });
      expect(answer.body).toMatchObject({ type: '/problems/field-wrong', field });
      expect(answer.body.detail.length).toBeGreaterThan(10);
    }
    const id = await doors.call('PUT', '/dependents/short', { token, body: childClaim(newChild()) });
    expect(id.body).toMatchObject({ type: '/problems/field-wrong', field: 'id' });
  });

  test('nobody is their own dependent, and nobody is kept twice', async () => {
    const own = newChild();
    const token = await boundPerson(own);
    const self = await doors.call('PUT', `/dependents/${KIND}`, { token, body: childClaim(own) });
    expect(self.body).toMatchObject({ type: '/problems/field-wrong', field: '/document/number' });
    const child = newChild();
    await vouch(token, KIND, childClaim(child));
    const twice = await doors.call('PUT', '/dependents/child002', { token, body: childClaim(child) });
    expect(twice.body).toMatchObject({ type: '/problems/field-wrong', field: '/document/number' });
    const other = await doors.call('PUT', `/dependents/${KIND}`, { token, body: childClaim(newChild()) });
    expect(other.body).toMatchObject({ type: '/problems/field-wrong', field: 'id' });
    expect(await listOf(token)).toHaveLength(1);
  });

  test('two claims about one child at once end as one dependent', async () => {
    const token = await boundPerson();
    const child = newChild();
    await Promise.all(
      [KIND, 'child002'].map((id) => doors.call('PUT', `/dependents/${id}`, { token, body: childClaim(child) })),
    );
    await doors.answer('nation');
    await doors.call('GET', '/dependents', { token });
    const [kept, ...others] = await listOf(token);
    expect(others).toEqual([]);
    expect((await doors.results(token, { for: kept.id })).status).toBe(200);
  });

  test('eight at most, also when two come at once; those that failed make room', async () => {
    const person = newPerson();
    let token = await boundPerson(newNumber(), person);
    const put = (id: string) => doors.call('PUT', `/dependents/${id}`, { token, body: childClaim(newChild()) });
    const states = async () => (await listOf(token)).map(({ state }: Json) => state);
    for (let at = 1; at <= 6; at += 1) expect((await put(`child-0${at}`)).status).toBe(202);
    await doors.answer('nation');
    expect(await states()).toEqual(Array(6).fill('confirmed'));
    refuseEverybody();
    expect((await put('child-07')).status).toBe(202);
    await doors.answer('nation');
    expect(await states()).toEqual([...Array(6).fill('confirmed'), 'failed']);

    // A new hour, for an account may try eight times in one.
    ground.clock.advance(3_600_000);
    token = await doors.signIn(person);
    confirmEverybody(ground);
    const crowd = await Promise.all(['child-08', 'child-09', 'child-10'].map(put));
    expect(crowd.map(({ status }) => status).sort()).toEqual([202, 202, 409]);
    await doors.answer('nation');
    expect(await states()).toEqual(Array(8).fill('confirmed'));
    expect((await put('child-11')).body.type).toBe('/problems/too-many-dependents');
    expect(await listOf(token)).toHaveLength(8);
  });
});

describe('every failure', () => {
  test('reads the same, whether nobody confirms it or the person has bound themself', async () => {
    const texts: string[] = [];
    const failing = async (number: string, prepare: () => void) => {
      confirmEverybody(ground);
      const token = await boundPerson();
      prepare();
      const { text } = await vouch(token, KIND, childClaim(number));
      texts.push(text.replace(number.slice(-4), 'last'));
    };
    const ofPhone = newChild();
    await boundPerson(ofPhone);
    const ofReport = newChild();
    await doors.bind(await doors.signIn(newPerson()), holderClaim(ofReport));
    await failing(newChild(), refuseEverybody);
    await failing(newChild(), () => {
      ground.answers['/nation/matched'] = () => ({ code: '5' });
    });
    await failing(ofPhone, () => {});
    await failing(ofReport, () => {});
    expect(texts).toHaveLength(4);
    expect(new Set(texts).size).toBe(1);
    expect(JSON.parse(texts[0]!).dependents).toMatchObject([{ state: 'failed' }]);
  });

  test('counts: whoever tries names and numbers is stopped', async () => {
    const token = await boundPerson();
    refuseEverybody();
    const statuses: number[] = [];
    for (let at = 0; at < 9; at += 1) {
      const put = await doors.call('PUT', `/dependents/guess-0${at}`, { token, body: childClaim(newChild()) });
      statuses.push(put.status);
      await doors.answer('nation');
      await doors.call('GET', '/dependents', { token });
    }
    expect(statuses).toEqual([...Array(8).fill(202), 429]);
  });

  test('of an id is the same: nobody’s, another guardian’s, unfinished, and what an object inherits', async () => {
    const other = await boundPerson();
    await vouch(other, 'of-other', childClaim(newChild()));
    const token = await boundPerson();
    await doors.call('PUT', '/dependents/checking', { token, body: childClaim(newChild()) });
    const texts = new Set<string>();
    for (const id of ['of-other', 'nobodys1', 'checking', 'toString', '__proto__', '']) {
      const { status, text } = await doors.results(token, { for: id });
      expect(status).toBe(404);
      texts.add(text);
    }
    expect(texts.size).toBe(1);
    expect((await doors.call('DELETE', '/dependents/of-other', { token })).status).toBe(404);
    expect((await doors.call('DELETE', '/dependents/toString', { token })).status).toBe(404);
    expect((await doors.results(other, { for: 'of-other' })).status).toBe(200);
  });
});

describe('whoever binds themself', () => {
  test('ends what a guardian sees, and can be neither seen nor displaced again', async () => {
    const token = await boundPerson();
    const number = newChild();
    await vouch(token, KIND, childClaim(number));
    expect((await doors.results(token, { for: KIND })).status).toBe(200);
    const own = await boundPerson(number);
    expect((await doors.results(own)).status).toBe(200);
    expect(await doors.results(token, { for: KIND })).toMatchObject(UNKNOWN);
    expect(await listOf(token)).toEqual([]);
    const again = await vouch(token, KIND, childClaim(number));
    expect(again.body.dependents).toMatchObject([{ state: 'failed' }]);
    expect((await doors.results(own)).status).toBe(200);
    expect((await doors.results(token)).status).toBe(200);
  });

  test('with name and number alone displaces nobody', async () => {
    const token = await boundPerson();
    const number = newChild();
    await vouch(token, KIND, childClaim(number));
    const { body } = await doors.bind(await doors.signIn(newPerson()), matchedClaim(number));
    expect((await doors.results(body.token)).body.type).toBe('/problems/proof-too-weak');
    expect((await doors.results(token, { for: KIND })).status).toBe(200);
  });

  test('is not kept from it by somebody who was first with name and number', async () => {
    const number = newChild();
    const { body } = await doors.bind(await doors.signIn(newPerson()), matchedClaim(number));
    const token = await boundPerson();
    const listed = await vouch(token, KIND, childClaim(number));
    expect(listed.body.dependents).toMatchObject([{ state: 'confirmed' }]);
    expect((await doors.results(body.token)).status).toBe(401);
  });

  test.each([
    ['people', 'sealDocument'],
    ['ledger', 'writeProfile'],
    ['citizens', 'writeHead'],
  ] as const)('while their guardian’s %s.%s is under way is not seen by them', async (effect, method) => {
    const token = await boundPerson();
    const number = newChild();
    await doors.call('PUT', `/dependents/${KIND}`, { token, body: childClaim(number) });
    await doors.answer('nation');
    // biome-ignore lint/suspicious/noExplicitAny: any of the effects' methods
    const object = doors.effects[effect] as any;
    const original = object[method];
    let own: string | undefined;
    const spy = vi.spyOn(object, method).mockImplementation(async (...given: unknown[]) => {
      spy.mockRestore();
      own = await boundPerson(number);
      return original(...given);
    });
    await doors.call('GET', '/dependents', { token });
    expect((await doors.results(own!)).status).toBe(200);
    expect(await doors.results(token, { for: KIND })).toMatchObject(UNKNOWN);
    expect((await doors.call('GET', '/dependents', { token })).body.dependents).not.toMatchObject([
      { state: 'confirmed' },
    ]);
  });
});

describe('two parents', () => {
  test('vouch for one child, and one of them letting go leaves the other', async () => {
    const [mother, father] = [await boundPerson(), await boundPerson()];
    const number = newChild();
    await vouch(mother, KIND, childClaim(number));
    await vouch(father, 'fathers1', childClaim(number));
    await doors.results(mother, { for: KIND });
    for (const { id } of ground.configuration.sources) await doors.answer(id);
    expect((await doors.results(father, { for: 'fathers1' })).body.waiting).toBe(0);
    expect((await doors.call('DELETE', `/dependents/${KIND}`, { token: mother })).status).toBe(204);
    expect(await doors.results(mother, { for: KIND })).toMatchObject(UNKNOWN);
    expect((await doors.results(father, { for: 'fathers1' })).body.waiting).toBe(0);
    expect((await doors.call('DELETE', `/dependents/${KIND}`, { token: mother })).status).toBe(404);
  });

  test('who come at once share the child', async () => {
    const [mother, father] = [await boundPerson(), await boundPerson()];
    const number = newChild();
    for (const token of [mother, father]) {
      await doors.call('PUT', `/dependents/${KIND}`, { token, body: childClaim(number) });
    }
    await doors.answer('nation');
    await Promise.all([mother, father].map((token) => doors.call('GET', '/dependents', { token })));
    for (const token of [mother, father]) expect((await doors.results(token, { for: KIND })).status).toBe(200);
  });

  test('both lose what they see when the child binds itself', async () => {
    const [mother, father] = [await boundPerson(), await boundPerson()];
    const number = newChild();
    for (const token of [mother, father]) await vouch(token, KIND, childClaim(number));
    await boundPerson(number);
    for (const token of [mother, father]) {
      expect(await doors.results(token, { for: KIND })).toMatchObject(UNKNOWN);
      expect(await listOf(token)).toEqual([]);
    }
  });
});

test('the last guardian who lets go leaves nothing to read, and somebody else can vouch anew', async () => {
  const token = await boundPerson();
  const number = newChild();
  await vouch(token, KIND, childClaim(number));
  await doors.results(token, { for: KIND });
  for (const { id } of ground.configuration.sources) await doors.answer(id);
  const guardian = await citizenOf(token);
  const { citizen } = (await doors.effects.ledger.readProfile(guardian))!.dependents![KIND as never]! as Json;
  await doors.call('DELETE', `/dependents/${KIND}`, { token });
  const left = await doors.effects.ledger.readProfile(citizen);
  expect(left).toMatchObject({ documents: {}, accounts: [] });
  expect(left!.consent).toBeUndefined();
  expect((await doors.effects.citizens.read(citizen)).replies.size).toBe(0);
  const other = await boundPerson();
  await vouch(other, KIND, childClaim(number));
  expect((await doors.results(other, { for: KIND })).status).toBe(200);
});

describe('who is broken off', () => {
  const breakOnce = (effect: 'people' | 'ledger' | 'citizens', method: string, at: number) => {
    // biome-ignore lint/suspicious/noExplicitAny: any of the effects' methods
    const object = doors.effects[effect] as any;
    const original = object[method];
    let calls = 0;
    const spy = vi.spyOn(object, method).mockImplementation(async (...given: unknown[]) => {
      calls += 1;
      if (calls === at) throw new Error('broken off');
      return original(...given);
    });
    return { restore: () => spy.mockRestore(), broke: () => calls >= at };
  };
  test.each([
    ['people', 'openClaim', 1],
    ['people', 'sealDocument', 1],
    ['ledger', 'writeDocument', 1],
    ['ledger', 'writeProfile', 1],
    ['ledger', 'writeProfile', 2],
    ['citizens', 'writeHead', 1],
    ['citizens', 'writeHead', 2],
    ['ledger', 'settleClaim', 1],
  ] as const)('at %s.%s, call %i, while vouching goes on by looking again', async (effect, method, at) => {
    vi.spyOn(console, 'error').mockImplementationOnce(() => {});
    const token = await boundPerson();
    await doors.call('PUT', `/dependents/${KIND}`, { token, body: childClaim(newChild()) });
    await doors.answer('nation');
    const breaking = breakOnce(effect, method, at);
    expect((await doors.call('GET', '/dependents', { token })).status).toBe(500);
    breaking.restore();
    expect(breaking.broke()).toBe(true);
    expect(await listOf(token)).toMatchObject([{ state: 'confirmed' }]);
    expect((await doors.results(token, { for: KIND })).status).toBe(200);
  });
  test.each([
    ['ledger', 'writeDocument', 1],
    ['ledger', 'writeProfile', 1],
    ['ledger', 'writeProfile', 2],
    ['citizens', 'writeHead', 1],
    ['citizens', 'writeHead', 2],
  ] as const)(
    'at %s.%s, call %i, while letting go reads nothing once the list has been read',
    async (effect, method, at) => {
      vi.spyOn(console, 'error').mockImplementationOnce(() => {});
      const [token, other] = [await boundPerson(), await boundPerson()];
      const number = newChild();
      for (const each of [token, other]) await vouch(each, KIND, childClaim(number));
      const breaking = breakOnce(effect, method, at);
      expect((await doors.call('DELETE', `/dependents/${KIND}`, { token })).status).toBe(500);
      breaking.restore();
      if ((await listOf(token)).length > 0) await doors.call('DELETE', `/dependents/${KIND}`, { token });
      expect(await listOf(token)).toEqual([]);
      expect(await doors.results(token, { for: KIND })).toMatchObject(UNKNOWN);
      expect((await doors.results(other, { for: KIND })).status).toBe(200);
    },
  );
});

test('a cache that has lost everything finds guardian and dependent again', async () => {
  const token = await boundPerson();
  await vouch(token, KIND, childClaim(newChild()));
  const guardian = await citizenOf(token);
  const child = (await doors.effects.citizens.readHead(guardian))!.g![KIND as never]!;
  for (const citizen of [guardian, child]) await ground.lose('recognition-cache', citizen, '#me');
  expect((await doors.results(token, { for: KIND })).status).toBe(200);
  expect((await doors.results(token)).status).toBe(200);
  await ground.lose('recognition-cache', guardian, '#me');
  await doors.results(token);
  expect((await doors.results(token, { for: KIND })).status).toBe(200);
});

test('letting go of one whose check is under way ends the check', async () => {
  const token = await boundPerson();
  await doors.call('PUT', `/dependents/${KIND}`, { token, body: childClaim(newChild()) });
  expect((await doors.call('DELETE', `/dependents/${KIND}`, { token })).status).toBe(204);
  ground.asked.length = 0;
  await doors.answer('nation');
  expect(ground.asked).toEqual([]);
  expect(await listOf(token)).toEqual([]);
});

test('a guardian who is displaced vouches for nobody any more', async () => {
  const own = newNumber();
  const token = await boundPerson(own);
  const child = newChild();
  await vouch(token, KIND, childClaim(child));
  const { body } = await doors.bind(await doors.signIn(newPerson()), holderClaim(own));
  expect(body.state).toBe('bound');
  expect((await doors.results(token, { for: KIND })).status).toBe(401);
  const key = await doors.effects.documentPepper('resident-id', child);
  expect(await doors.effects.ledger.readDocument(key as never)).toBeUndefined();
});

test('the dependents of two citizens who turn out to be one are vouched for by that one', async () => {
  const [first, second, shared] = [newChild(), newChild(), newChild()];
  const number = newNumber();
  const one = await boundPerson(number);
  const person = newPerson();
  const { body: other } = await doors.bind(await doors.signIn(person), {
    ...holderClaim('E34567891', 'LIN CHAN'),
    document: { type: 'passport', number: 'E34567891' },
  });
  await vouch(one, 'of-one-1', childClaim(first));
  await vouch(one, 'of-both1', childClaim(shared));
  await vouch(other.token, 'of-two-1', childClaim(second));
  await vouch(other.token, 'of-both2', childClaim(shared));
  const { body: joined } = await doors.bind(other.token, phoneClaim(number));
  const ids = (await listOf(joined.token)).map(({ id }: Json) => id).sort();
  expect(ids).toEqual(['of-both1', 'of-one-1', 'of-two-1']);
  for (const id of ids) expect((await doors.results(joined.token, { for: id })).status).toBe(200);
  expect((await doors.call('DELETE', '/dependents/of-both1', { token: joined.token })).status).toBe(204);
  const key = await doors.effects.documentPepper('resident-id', shared);
  expect(await doors.effects.ledger.readDocument(key as never)).toBeUndefined();
});

test('the consent is on record with what it is for, before anything else is done', async () => {
  const token = await boundPerson();
  ground.answers['/nation/matched'] = () => ({ code: '0', yes: '0' });
  await doors.call('PUT', `/dependents/${KIND}`, { token, body: childClaim(newChild()) });
  const { account } = (await doors.effects.sessions.open(token))!;
  const items = JSON.parse(await ground.dump('recognition-ledger')) as Json[];
  const consents = items.filter((item) => item.pk.S === `consents#${account}` && item.purpose);
  expect(consents).toMatchObject([
    {
      purpose: { S: 'dependent' },
      dependent: { S: KIND },
      relation: { S: 'child' },
      textVersion: { S: 'family-2022-08-01' },
    },
  ]);
});

test('no name and no number of a dependent stands in clear in any item, message, log line or address', async () => {
  const lines: string[] = [];
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...said) => void lines.push(said.join(' '))),
  );
  const token = await boundPerson();
  const [number, name] = [newChild(), '司徒隐姓'];
  await doors.call('PUT', `/dependents/${KIND}`, { token, body: childClaim(number, { name }) });
  const queued = JSON.stringify(ground.waiting('nation'));
  const checking = await ground.dump('recognition-ledger');
  await doors.answer('nation');
  await doors.call('GET', '/dependents', { token });
  await doors.results(token, { for: KIND });
  for (const { id } of ground.configuration.sources) await doors.answer(id);
  await doors.call('DELETE', `/dependents/${KIND}`, { token });
  for (const spy of spies) spy.mockRestore();
  const tables = await Promise.all(['recognition-cache', 'recognition-ledger'].map((table) => ground.dump(table)));
  const all = [...lines, queued, checking, ...tables].join('\n');
  expect(all).not.toContain(number);
  expect(all).not.toContain(name);
});

// Last, for it turns the clock on by a month and what everybody has had tested is old then.
test('over a month too, whoever tries names and numbers is stopped', async () => {
  const month = 30 * 24 * 3_600_000;
  ground.clock.advance(month - (ground.clock.now() % month));
  const person = newPerson();
  await boundPerson(newNumber(), person);
  const statuses: number[] = [];
  for (let at = 0; at < 25; at += 1) {
    if (at % 5 === 0) ground.clock.advance(24 * 3_600_000);
    const token = await doors.signIn(person);
    const put = await doors.call('PUT', `/dependents/${KIND}`, { token, body: childClaim(newChild()) });
    statuses.push(put.status);
    await doors.call('DELETE', `/dependents/${KIND}`, { token });
  }
  expect(statuses).toEqual([...Array(24).fill(202), 429]);
});
