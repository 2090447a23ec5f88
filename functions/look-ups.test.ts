/** Look-ups at their door: a verdict and nothing of the person, whoever they are; and nothing left of whom we do not know. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HOUR_MS, instantOf } from '../core/index.ts';
import { documentKeyOf } from './identity/most-documents.ts';
import { LOOK_UP_KEPT_MS, LOOK_UP_LIMITS, PATIENCE_AT_THE_COUNTER_MS } from './look-ups/limits.ts';
import { beginAtTheDoors, citizenOf, doors, ground, newChild, newNumber } from './testing/at-the-doors.ts';
import { type Answered, type Json, NAME, row } from './testing/doors.ts';
import { boundPerson, childClaim, vouch } from './testing/families.ts';
import { accountOf, openVenue, type TestVenue } from './testing/venues.ts';

beginAtTheDoors();

let venue: TestVenue;
beforeEach(async () => {
  venue = await openVenue();
});
afterEach(() => vi.restoreAllMocks());

const RECOGNISED_UNTIL = '2022-08-02T22:40:00+08:00';
const CONSENT = { textVersion: 'counter-2022-08-01' };
const ask = (number: string, more: object = {}, token = venue.staff): Promise<Answered> => {
  const document = { type: 'resident-id', number };
  return doors.call('POST', '/look-ups', {
    token,
    body: { venue: venue.id, name: NAME, document, consent: CONSENT, ...more },
  });
};
const mostOf = (each: string) => LOOK_UP_LIMITS.find(({ of }) => of === each)!.most;
const read = (id: string, token = venue.staff) => doors.call('GET', `/look-ups/${id}`, { token });
const answerAll = async () => {
  for (const { id } of ground.configuration.sources) await doors.answer(id);
};
/** To the end; with how many looks it took. */
async function lookUp(number: string, more: object = {}): Promise<Answered & { looks: number }> {
  const { body } = await ask(number, more);
  for (let looks = 1; ; looks += 1) {
    await answerAll();
    const answer = await read(body.id);
    if (answer.body.state !== 'asking') return { ...answer, looks };
  }
}
/** Each source answers about this person alone. */
function hold(source: string, number: string, more: object = {}, name = NAME): void {
  ground.answers[`/${source}/results`] = (body) => ({
    code: '0',
    rows: body.includes(number) ? [row(name, number, more)] : [],
  });
}

describe('somebody whom nobody knows', () => {
  test('is asked about, and staff are told a verdict and until when, and nothing else', async () => {
    const number = newNumber();
    hold('delta', number);
    const begun = await ask(number);
    expect(begun).toMatchObject({ status: 202, body: { id: expect.stringMatching(/^[\w-]{22}$/) } });
    expect(begun.body.pollAfterMs).toBeGreaterThan(0);
    expect((await read(begun.body.id)).body).toEqual({ state: 'asking', pollAfterMs: expect.any(Number) });
    let answer = await read(begun.body.id);
    for (; answer.body.state === 'asking'; answer = await read(begun.body.id)) await answerAll();
    const verdict = { state: 'done', pollAfterMs: null, kind: 'admit', until: RECOGNISED_UNTIL, basis: 'result' };
    expect(answer.body).toEqual(verdict);
    expect((await read(begun.body.id)).body).toEqual(verdict);
  });

  test('is asked about near first, and everywhere only where that does not do', async () => {
    const near = newNumber();
    hold('delta', near);
    await lookUp(near);
    expect(ground.asked).not.toContain('/south/results');
    const far = newNumber();
    hold('south', far);
    expect((await lookUp(far)).body).toMatchObject({ kind: 'admit', until: RECOGNISED_UNTIL });
  });

  test('is refused only where every source has said that there is nothing', async () => {
    expect((await lookUp(newNumber())).body).toEqual({
      state: 'done',
      pollAfterMs: null,
      kind: 'refuse',
      reason: 'no-result-in-window',
    });
    ground.answers['/south/results'] = () => ({ code: '5' });
    expect((await lookUp(newNumber())).body).toMatchObject({ kind: 'ask-online', reason: 'incomplete' });
  });

  test('whose source is silent is not waited for longer than somebody can stand there', async () => {
    const { body } = await ask(newNumber());
    await answerAll();
    await read(body.id);
    expect((await read(body.id)).body.state).toBe('asking');
    ground.clock.advance(PATIENCE_AT_THE_COUNTER_MS);
    expect((await read(body.id)).body).toMatchObject({ state: 'done', kind: 'ask-online', reason: 'incomplete' });
  });

  test('leaves nothing behind but the verdict', async () => {
    const number = newNumber();
    hold('delta', number);
    await lookUp(number);
    // Left in the queues by other tests, or answered late.
    await answerAll();
    const tables = await Promise.all(['recognition-cache', 'recognition-ledger'].map((table) => ground.dump(table)));
    const about = tables.flatMap((text) => JSON.parse(text) as Json[]).filter((item) => item.pk.S.includes('look-up~'));
    expect(about).toEqual([]);
  });

  test('leaves nothing that lasts, where nobody looks again or a source answers too late', async () => {
    const number = newNumber();
    hold('delta', number);
    await ask(number);
    const waiting = ground.waiting('delta');
    await answerAll();
    const tables = await Promise.all(['recognition-cache', 'recognition-ledger'].map((table) => ground.dump(table)));
    const about = tables.flatMap((text) => JSON.parse(text) as Json[]).filter((item) => item.pk.S.includes('look-up'));
    expect(about.length).toBeGreaterThanOrEqual(4);
    const last = Math.ceil((ground.clock.now() + LOOK_UP_KEPT_MS) / 1000);
    for (const item of about) expect(Number(item.expiresAt.N)).toBeLessThanOrEqual(last);
    expect(waiting).toHaveLength(1);
  });
});

describe('a citizen of ours', () => {
  test('counts with what they hold besides, and can read afterwards who looked', async () => {
    const number = newNumber();
    const token = await boundPerson(number);
    hold('delta', number);
    await doors.results(token);
    await answerAll();
    await doors.results(token);
    await answerAll();
    // The source has gone silent since.
    ground.answers['/delta/results'] = () => ({ code: '5' });
    const { body } = await lookUp(number);
    expect(body).toMatchObject({ kind: 'admit', until: RECOGNISED_UNTIL });
    const looks = await doors.effects.looks.list(await citizenOf(token));
    expect(looks).toMatchObject([{ venue: { id: venue.id, zh: '某商场', en: 'A mall' }, how: 'look-up' }]);
  });

  test('looks the same as somebody unknown: as many looks, the same words, the same sources asked', async () => {
    const [known, unknown] = [newNumber(), newNumber()];
    await boundPerson(known);
    const seen: { asked: string[]; looks: number; text: string }[] = [];
    for (const number of [known, unknown]) {
      ground.asked.length = 0;
      const { looks, text } = await lookUp(number);
      seen.push({ asked: [...ground.asked].sort(), looks, text });
    }
    expect(seen[0]).toEqual(seen[1]);
  });

  test('takes as much time to answer about as somebody unknown, whatever tables take', async () => {
    const known = newNumber();
    await boundPerson(known);
    for (const number of [known, newNumber()]) {
      const { body } = await ask(number);
      let answer: Answered;
      let tookMs: number;
      do {
        await answerAll();
        const at = ground.clock.now();
        answer = await read(body.id);
        tookMs = ground.clock.now() - at;
      } while (answer.body.state === 'asking');
      expect(tookMs).toBeGreaterThanOrEqual(295);
    }
  });

  test('who is looked up under another name is nobody of ours, and nobody looked', async () => {
    const number = newNumber();
    const token = await boundPerson(number);
    hold('delta', number);
    await doors.results(token);
    await answerAll();
    ground.answers['/delta/results'] = () => ({ code: '0', rows: [] });
    expect((await lookUp(number, { name: '别人' })).body.kind).toBe('refuse');
    expect(await doors.effects.looks.list(await citizenOf(token))).toEqual([]);
  });

  test('one result is not two, where the rule asks for several', async () => {
    const number = newNumber();
    const token = await boundPerson(number);
    hold('delta', number);
    await doors.results(token);
    await answerAll();
    const several = { count: 2, withinHours: 72 };
    const { policiesFor } = doors.effects.directory;
    vi.spyOn(doors.effects.directory, 'policiesFor').mockImplementation((code) =>
      policiesFor.call(doors.effects.directory, code).map((policy) => ({ ...policy, negatives: several })),
    );
    expect((await lookUp(number)).body.kind).not.toBe('admit');
  });

  test('of whom a positive is known is told of as of somebody without any result', async () => {
    const number = newNumber();
    await boundPerson(number);
    const none = (await lookUp(newNumber())).text;
    hold('delta', number, { outcome: '阳性' });
    expect((await lookUp(number)).text).toBe(none);
  });

  test('who is a dependent has it in their own list', async () => {
    const token = await boundPerson();
    const number = newChild();
    await vouch(token, 'child001', childClaim(number));
    await lookUp(number, { name: '小测试' });
    const { dependents } = (await doors.effects.ledger.readProfile(await citizenOf(token)))!;
    const child = Object.values(dependents!)[0]!.citizen!;
    expect(await doors.effects.looks.list(child)).toHaveLength(1);
  });
});

describe('whoever asks', () => {
  test('has to be staff of that venue, when asking and when reading', async () => {
    const other = await openVenue();
    const stranger = await boundPerson();
    for (const token of [other.staff, stranger]) {
      expect(await ask(newNumber(), {}, token)).toMatchObject({ status: 403, body: { type: '/problems/not-staff' } });
    }
    expect(ground.waiting('delta')).toEqual([]);
    const { body } = await ask(newNumber());
    for (const token of [other.staff, stranger, venue.manager]) {
      expect((await read(body.id, token)).body.type).toBe('/problems/look-up-unknown');
    }
    expect((await read('a'.repeat(3_000))).body.type).toBe('/problems/look-up-unknown');
    await doors.effects.venues.remove(venue.id, await accountOf(venue.staff));
    expect((await read(body.id)).body.type).toBe('/problems/not-staff');
  });

  test('names wrong fields and what to send', async () => {
    const wrongs = [
      [{ consent: undefined }, '/consent'],
      [{ name: '*某' }, '/name'],
      [{ document: { type: 'resident-id', number: '110101193003070015' } }, '/document/number'],
      [{ venue: undefined }, '/venue'],
    ] as const;
    for (const [more, field] of wrongs) {
      expect((await ask(newNumber(), more)).body).toMatchObject({ type: '/problems/field-wrong', field });
    }
  });

  test('cannot ask about one document again and again, and locks no other venue out by it', async () => {
    const number = newNumber();
    const most = mostOf('document at the venue');
    for (let at = 0; at < most; at += 1) expect((await ask(number, { name: '别人' })).status).toBe(202);
    for (let at = 0; at < 2 * mostOf('document'); at += 1) expect((await ask(number)).status).toBe(429);
    expect((await ask(newNumber())).status).toBe(429);
    const other = await openVenue();
    expect((await ask(number, { venue: other.id }, other.staff)).status).toBe(202);
    // Nor other staff of the same venue for anybody else.
    expect((await ask(newNumber(), {}, venue.manager)).status).toBe(202);
  });

  test('cannot ask about one document from venue to venue', async () => {
    const number = newNumber();
    const account = await accountOf(venue.staff);
    const venues = await Promise.all(Array.from({ length: mostOf('document by the account') }, () => openVenue()));
    for (const { id } of venues) {
      await doors.effects.venues.appoint(id, account, 'staff');
      expect((await ask(number, { venue: id })).status).toBe(202);
    }
    expect((await ask(number)).status).toBe(429);
  });

  test('cannot ask about one document without end, with however many others', async () => {
    const number = newNumber();
    const document = await documentKeyOf(doors.effects, { type: 'resident-id', number } as never);
    for (let at = 0; at < mostOf('document'); at += 1) {
      await doors.effects.attempts.count('document', `look-up#${HOUR_MS}#${document}`, HOUR_MS);
    }
    expect((await ask(number)).status).toBe(429);
    expect((await ask(newNumber())).status).toBe(202);
  });

  test('is held by account and by venue', async () => {
    const count = vi.spyOn(doors.effects.attempts, 'count');
    await ask(newNumber());
    const counted = count.mock.calls.map(([who]) => who);
    expect(new Set(counted)).toEqual(new Set(['account', 'venue', 'document']));
    for (const who of ['account', 'venue'] as const) {
      count.mockImplementation(async (each) => ({ count: each === who ? 10_000 : 1, endsAt: instantOf(0) + 1 }));
      expect((await ask(newNumber())).status).toBe(429);
    }
  });

  test('has no verdict made twice, where two look at once', async () => {
    const number = newNumber();
    const token = await boundPerson(number);
    const { body } = await ask(number);
    for (let at = 0; at < 2; at += 1) {
      await answerAll();
      if (at === 0) await read(body.id);
    }
    const answers = await Promise.all([1, 2, 3].map(() => read(body.id)));
    expect(answers.filter(({ body: { state } }) => state === 'done').length).toBeGreaterThanOrEqual(1);
    expect((await read(body.id)).body.state).toBe('done');
    expect(await doors.effects.looks.list(await citizenOf(token))).toHaveLength(1);
  });
});

test.each([
  ['looks', 'write'],
  ['lookUps', 'settle'],
  ['ledger', 'forgetProfile'],
] as const)('an answer that broke off at %s.%s is made by whoever looks again', async (effect, method) => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const number = newNumber();
  await boundPerson(number);
  hold('delta', number);
  const { body } = await ask(number);
  await answerAll();
  const broken: object = doors.effects[effect];
  vi.spyOn(broken as Record<string, () => Promise<unknown>>, method).mockRejectedValueOnce(new Error('broken off'));
  expect((await read(body.id)).status).toBe(500);
  ground.clock.advance(5_000);
  expect((await read(body.id)).body).toMatchObject({ state: 'done', kind: 'admit' });
});

test('the person’s consent is on record with the staff who say that it was given', async () => {
  await ask(newNumber());
  const items = JSON.parse(await ground.dump('recognition-ledger')) as Json[];
  const pk = `consents#${await accountOf(venue.staff)}`;
  expect(items.filter((item) => item.pk.S === pk && item.purpose)).toMatchObject([
    { purpose: { S: 'look-up' }, venue: { S: venue.id }, textVersion: { S: CONSENT.textVersion } },
  ]);
});

test('where nothing has to be shown, nobody is asked', async () => {
  venue = await openVenue({ scene: 'arrival' });
  const { body } = await ask(newNumber());
  expect((await read(body.id)).body).toEqual({
    state: 'done',
    pollAfterMs: null,
    kind: 'admit',
    basis: 'not-required',
  });
  expect(ground.waiting('nation')).toEqual([]);
});

test('a cache that has lost the person says that it does not know', async () => {
  const { body } = await ask(newNumber());
  const { citizen } = (await doors.effects.lookUps.read(body.id))!;
  await ground.lose('recognition-cache', citizen!, '#me');
  expect((await read(body.id)).body).toMatchObject({ kind: 'ask-online', reason: 'incomplete' });
});

test('no name and no number stands in clear in any item, message, log line or address', async () => {
  const lines: string[] = [];
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation((...said) => void lines.push(said.join(' ')));
  }
  const [number, name] = [newNumber(), '司徒隐讳'];
  const { body } = await ask(number, { name });
  const queued = JSON.stringify(ground.configuration.sources.flatMap(({ id }) => ground.waiting(id)));
  const dump = () => Promise.all(['recognition-cache', 'recognition-ledger'].map((table) => ground.dump(table)));
  const asking = await dump();
  for (let state = 'asking'; state === 'asking'; state = (await read(body.id)).body.state) await answerAll();
  const all = [...lines, queued, ...asking, ...(await dump()), body.id].join('\n');
  expect(all).not.toContain(number);
  expect(all).not.toContain(name);
});
