/** Whose a document is when several accounts prove it, one after the other or at the same moment, and what one person can have. */
import { describe, expect, test, vi } from 'vitest';
import {
  beginAtTheDoors,
  citizenOf,
  doors,
  ground,
  holderClaim,
  matchedClaim,
  newNumber,
  newPerson,
} from '../testing/at-the-doors.ts';
import { type Json, NAME, phoneClaim, row } from '../testing/doors.ts';

beginAtTheDoors();

const results = async (token: string) => (await doors.results(token)).body;

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

describe('what one person can have', () => {
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
