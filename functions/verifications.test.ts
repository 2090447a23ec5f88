/** The second opinion at its door: what a phone cannot know, to whom it is told, how often, and what is never told. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HOUR_MS, type Instant, instantOf, MINUTE_MS } from '../core/index.ts';
import { writeShowing } from '../core/share-code/showing.ts';
import type { CodeId } from './effects/items.ts';
import { issueCode, newCodeId } from './share/issue.ts';
import { beginAtTheDoors, citizenOf, doors, ground, newNumber, newPerson } from './testing/at-the-doors.ts';
import { pairedDesk } from './testing/desks.ts';
import { type Answered, NAME, phoneClaim, typeOf } from './testing/doors.ts';
import { newCode, newPhoneKey, type PhoneKey, showing } from './testing/phone-key.ts';
import { somebody, sourcesSay } from './testing/tested.ts';
import { publishTrust } from './testing/trust.ts';
import { accountOf, openVenue, type TestVenue } from './testing/venues.ts';
import { ASKER_LIMITS, VENUE_LIMITS } from './venues/limits.ts';

beginAtTheDoors();
let venue: TestVenue;
beforeEach(async () => {
  for (const level of ['warn', 'info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  await publishTrust(doors.effects);
  venue = await openVenue();
});
afterEach(() => vi.restoreAllMocks());

interface Holder {
  token: string;
  number: string;
  id: string;
  credential: string;
  key: PhoneKey;
}

/** Somebody whose phone holds a code made of what `rows` say. */
async function holder(rows: object[] = [{}]): Promise<Holder> {
  const { token, number } = await somebody(rows);
  const answer = await newCode(doors, token);
  expect(answer.status).toBe(201);
  return { token, number, id: answer.body.id, credential: answer.body.credential, key: answer.key };
}

const wholeSecond = () => instantOf(Math.floor(ground.clock.now() / 1000) * 1000);
/** A code that no door has issued; without a device key it is as a printed one. */
const signedCode = (id: CodeId, now: Instant, deviceKey?: Uint8Array) =>
  issueCode(doors.effects.signer, {
    id,
    facts: {
      kind: 'survive',
      results: [{ reportIssuedAt: instantOf(now - HOUR_MS) }],
      samplings: [],
      document: { ref: 'd', type: 'resident-id', last4: '0014', strength: 'phone' },
      fingerprint: '',
    },
    name: '欧**试',
    issuedAt: now,
    expiresAt: instantOf(now + 24 * HOUR_MS),
    deviceKey,
    compare: deviceKey === undefined,
    complete: true,
    asOf: now,
  });
const shown = ({ credential, key }: Holder, at: number = ground.clock.now()) => showing(credential, key, at);
const ask = (code: unknown, token = venue.staff, id: string = venue.id): Promise<Answered> =>
  doors.call('POST', '/verifications', { token, body: { code, venue: id } });
/** After the code was signed, and so much later that sources are asked anew. */
async function sourcesSayLater({ token, number }: Holder, rows: object[]) {
  ground.clock.advance(2 * MINUTE_MS);
  await sourcesSay(token, number, rows);
}
const looksOf = async ({ token }: Holder) => doors.effects.looks.list(await citizenOf(token));
/** Later than anything that `row` tells. */
const NEWER = { sampled: '2022-08-01 05:00:00', issued: '2022-08-01 07:00:00', specimen: 'T-newer' };
const OLD = { sampled: '2022-07-24 16:00:00', issued: '2022-07-24 20:00:00' };
const RENEW = { kind: 'ask-online', reason: 'renew' };

test('a code that stands is admitted until its result no longer counts, with a verdict and nothing else', async () => {
  const code = await holder();
  const { status, body, text } = await ask(shown(code));
  expect([status, body]).toEqual([
    200,
    // Issued on 31 July at 22:40, 48 hours; the code itself ends sooner.
    { kind: 'admit', until: expect.stringMatching(/^2022-08-0\d/), basis: 'result' },
  ]);
  expect(text).not.toContain(NAME[0]);
  expect(text).not.toContain(code.number.slice(-4));
});

describe('what a phone cannot know', () => {
  test('a code that was revoked a moment ago, which no list says yet', async () => {
    const code = await holder();
    await doors.call('DELETE', `/share-codes/${code.id}`, { token: code.token });
    expect((await ask(shown(code))).body).toEqual(RENEW);
  });

  test('a result that came after the code was signed', async () => {
    const code = await holder([OLD]);
    expect((await ask(shown(code))).body).toEqual({ kind: 'refuse', reason: 'no-result-in-window' });
    await sourcesSayLater(code, [OLD, NEWER]);
    expect((await ask(shown(code, ground.clock.now() + 5_000))).body).toMatchObject({ kind: 'admit', basis: 'result' });
  });

  test('that all sources have answered by now', async () => {
    const number = newNumber();
    const { body } = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
    ground.answers['/nation/results'] = () => 500;
    await sourcesSay(body.token, number, [OLD]);
    const { body: issued, key } = await newCode(doors, body.token);
    const code = { token: body.token, number, id: issued.id, credential: issued.credential, key };
    expect((await ask(shown(code))).body).toEqual({ kind: 'ask-online', reason: 'incomplete' });
    delete ground.answers['/nation/results'];
    ground.clock.advance(2 * MINUTE_MS);
    await sourcesSay(body.token, number, [OLD]);
    expect((await ask(shown(code))).body).toEqual({ kind: 'refuse', reason: 'no-result-in-window' });
  });

  test('a code of a good signature that nobody remembers having issued', async () => {
    const key = newPhoneKey();
    const stolen = await signedCode(newCodeId(), wholeSecond(), key.publicKey);
    const code = { credential: Buffer.from(stolen).toString('base64url'), key } as Holder;
    expect((await ask(shown(code))).body).toEqual(RENEW);
  });
});

describe('what speaks against a citizen is never told', () => {
  /** Of each: what was found after the code was signed, and the answer, to the letter that of a code that was replaced. */
  const FOUND: [string, object[]][] = [
    ['a newer positive', [{}, { ...NEWER, outcome: '阳性' }]],
    ['a word that nobody can read', [{}, { ...NEWER, outcome: '弱' }]],
    ['the result corrected to positive', [{ outcome: '阳性', issued: '2022-08-01 07:10:00' }]],
    ['the result taken back', []],
  ];
  test.each(FOUND)('%s reads like a code that was revoked', async (_, rows) => {
    const [code, revoked] = [await holder(), await holder()];
    await doors.call('DELETE', `/share-codes/${revoked.id}`, { token: revoked.token });
    await sourcesSayLater(code, rows);
    const [told, usual] = [await ask(shown(code)), await ask(shown(revoked))];
    expect(told.text).toBe(usual.text);
    expect(told.body).toEqual(RENEW);
  });

  test('with nothing in the window too, for that code is revoked as well', async () => {
    const [code, revoked] = [await holder([OLD]), await holder([OLD])];
    await doors.call('DELETE', `/share-codes/${revoked.id}`, { token: revoked.token });
    await sourcesSayLater(code, [OLD, { ...NEWER, outcome: '阳性' }]);
    const [told, usual] = [await ask(shown(code)), await ask(shown(revoked))];
    expect(told.text).toBe(usual.text);
    expect(told.body).toEqual(RENEW);
  });

  test('and the negative after it counts again', async () => {
    const code = await holder();
    await sourcesSayLater(code, [
      {},
      { sampled: '2022-08-01 01:00:00', issued: '2022-08-01 02:00:00', specimen: 'T-between', outcome: '阳性' },
      NEWER,
    ]);
    expect((await ask(shown(code))).body).toMatchObject({ kind: 'admit', basis: 'result' });
  });
});

describe('what we have lost is nobody’s fault', () => {
  test('without what sources said, the code says it', async () => {
    const code = await holder();
    const citizen = await citizenOf(code.token);
    for (const key of (await doors.effects.citizens.read(citizen)).replies.keys())
      await ground.lose('recognition-cache', citizen, key);
    expect((await ask(shown(code))).body).toMatchObject({ kind: 'admit' });
    await ground.lose('recognition-cache', citizen, '#me');
    expect((await ask(shown(code, ground.clock.now() + 5_000))).body).toMatchObject({ kind: 'admit' });
  });

  test('a source that is silent takes nothing away', async () => {
    const code = await holder();
    ground.answers['/nation/results'] = () => 500;
    ground.clock.advance(20 * MINUTE_MS);
    await sourcesSayLater(code, []);
    expect((await ask(shown(code))).body).toMatchObject({ kind: 'admit' });
  });
});

describe('each showing has one answer', () => {
  test('for whoever asked first; the same asker may ask again, another may not, however it was typed', async () => {
    const [code, other] = [await holder(), await openVenue()];
    const filmed = shown(code);
    const first = await ask(filmed);
    expect((await ask(`\r\n ${filmed}\t`)).text).toBe(first.text);
    for (const [token, id] of [
      [venue.manager, venue.id],
      [other.staff, other.id],
    ] as const)
      expect(typeOf(await ask(filmed, token, id))).toBe('already-answered');
    // Nor at another venue where the same account is staff, of which the citizen would read nothing.
    await doors.effects.venues.appoint(other.id, await accountOf(venue.staff), 'staff');
    expect(typeOf(await ask(filmed, venue.staff, other.id))).toBe('already-answered');
    expect(await looksOf(code)).toHaveLength(1);
    // The phone's next one is another.
    expect((await ask(shown(code, ground.clock.now() + 10_000), other.staff, other.id)).status).toBe(200);
  });

  test('also of a hundred who ask at one moment', async () => {
    const filmed = shown(await holder());
    const tokens = [venue.staff, venue.manager];
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => ask(filmed, tokens[at % 2])));
    const answered = answers.map(({ status }, at) => (status === 200 ? at % 2 : -1)).filter((at) => at >= 0);
    expect(new Set(answered).size).toBe(1);
    expect(answered).toHaveLength(10);
  });

  test('which is given again where it failed', async () => {
    const code = await holder();
    const filmed = shown(code);
    vi.spyOn(doors.effects.looks, 'write').mockRejectedValueOnce(new Error('defect'));
    expect((await ask(filmed)).status).toBe(500);
    expect((await ask(filmed)).body.kind).toBe('admit');
    expect(await looksOf(code)).toHaveLength(1);
  });

  test('but a printed code is the same at every gate, and is answered at each', async () => {
    // Within the minutes that are one line.
    ground.clock.advance(10 * MINUTE_MS - (ground.clock.now() % (10 * MINUTE_MS)));
    const code = await holder();
    const now = wholeSecond();
    const citizen = await citizenOf(code.token);
    const [held] = await doors.effects.codes.list(citizen);
    const id = newCodeId();
    await doors.effects.codes.add(citizen, { ...held!, id, platform: 'paper' });
    const printed = await signedCode(id, now);
    const text = writeShowing({ credential: printed });
    const other = await openVenue();
    for (const [token, at] of [
      [venue.staff, venue.id],
      [venue.staff, venue.id],
      [venue.manager, venue.id],
      [other.staff, other.id],
    ] as const)
      expect((await ask(text, token, at)).body).toMatchObject({ kind: 'admit' });
    // A line for each venue, however often and by whomever it was asked there within some minutes.
    expect(await looksOf(code)).toHaveLength(2);
  });
});

describe('the citizen', () => {
  test('can read where somebody has asked, once for each showing', async () => {
    const code = await holder();
    const filmed = shown(code);
    await ask(filmed);
    await ask(filmed);
    await ask(filmed, venue.manager);
    expect(await looksOf(code)).toEqual([
      {
        at: expect.any(Number),
        venue: { id: venue.id, zh: '某商场', en: 'A mall' },
        how: 'code',
        place: expect.any(String),
      },
    ]);
    expect(await ground.dump('recognition-ledger')).not.toContain(`${filmed}`);
  });

  test('is told of nobody who was told nothing', async () => {
    const code = await holder();
    await ask(shown(code, ground.clock.now() - 2 * MINUTE_MS));
    await ask(shown(code), await doors.signIn(newPerson()));
    expect(await looksOf(code)).toEqual([]);
  });
});

describe('as true here as at the gate', () => {
  test('a picture of a code, one that is no code, and one that nobody signed', async () => {
    const code = await holder();
    expect((await ask(shown(code, ground.clock.now() - 2 * MINUTE_MS))).body).toEqual({
      kind: 'ask-online',
      reason: 'not-live',
    });
    expect((await ask('https://example.com/jkm?x=1')).body).toEqual({ kind: 'not-a-code', reason: 'health-code' });
    expect((await ask('HUREN1:AAA')).body).toEqual({ kind: 'not-a-code', reason: 'damaged' });
    const stranger = newPhoneKey();
    expect((await ask(shown({ ...code, key: stranger }))).body).toEqual({ kind: 'refuse', reason: 'forged' });
    const bytes = Uint8Array.from(Buffer.from(code.credential, 'base64url'));
    expect((await ask(writeShowing({ credential: bytes }))).body).toEqual({ kind: 'ask-online', reason: 'not-live' });
  });
});

describe('who may ask', () => {
  test('staff of this venue only, and nobody else is told whether there is one', async () => {
    const [code, other] = [shown(await holder()), await openVenue()];
    expect(typeOf(await ask(code, other.staff))).toBe('not-staff');
    expect(typeOf(await ask(code, other.manager))).toBe('not-staff');
    const stranger = await doors.signIn(newPerson());
    expect((await ask(code, stranger)).text).toBe((await ask(code, stranger, 'nowhere0')).text);
    expect((await doors.call('POST', '/verifications', { body: { code, venue: venue.id } })).status).toBe(401);
  });

  test('nobody who was removed, from the next request on', async () => {
    const code = await holder();
    expect((await ask(shown(code))).status).toBe(200);
    await doors.effects.venues.remove(venue.id, await accountOf(venue.staff));
    expect(typeOf(await ask(shown(code, ground.clock.now() + 5_000)))).toBe('not-staff');
  });

  describe('without end', () => {
    /** The counters, in memory: what was asked `most` times before is written into it. */
    function counters() {
      const counts = new Map<string, number>();
      vi.spyOn(doors.effects.attempts, 'count').mockImplementation(async (_who, name, windowMs) => {
        counts.set(name, (counts.get(name) ?? 0) + 1);
        return { count: counts.get(name)!, endsAt: instantOf(ground.clock.now() + windowMs) };
      });
      const askedBefore = (name: string, times: number) => counts.set(`verify#${HOUR_MS}#${name}`, times);
      return { counts, askedBefore };
    }

    test('no phone and no desk, each by itself', async () => {
      const [one, two] = [await pairedDesk(venue), await pairedDesk(venue)];
      const { askedBefore } = counters();
      askedBefore(`desk#${one.id}`, ASKER_LIMITS[0].most);
      const { status, headers } = await ask('x', one.token);
      expect([status, headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
      expect((await ask('x', two.token)).status).toBe(200);
      expect((await ask('x')).status).toBe(200);
      askedBefore(`account#${await accountOf(venue.staff)}`, ASKER_LIMITS[0].most);
      expect((await ask('x')).status).toBe(429);
      expect((await ask('x', two.token)).status).toBe(200);
    });

    test('no venue, whoever asks there, and no other venue for it', async () => {
      const other = await openVenue();
      const { askedBefore } = counters();
      askedBefore(venue.id, VENUE_LIMITS[0].most);
      expect((await ask('x')).status).toBe(429);
      expect((await ask('x', venue.manager)).status).toBe(429);
      expect((await ask('x', other.staff, other.id)).status).toBe(200);
    });

    test('and nobody uses up what a venue has left who is not its staff, or is refused already', async () => {
      const { counts, askedBefore } = counters();
      await ask('x', (await openVenue()).staff);
      askedBefore(`account#${await accountOf(venue.staff)}`, ASKER_LIMITS[0].most);
      await ask('x');
      expect([...counts.keys()].filter((name) => name.endsWith(`#${venue.id}`))).toEqual([]);
    });

    test('but sixty desks that one person has paired, at the morning peak', async () => {
      const { counts } = counters();
      const desks = await Promise.all(Array.from({ length: 60 }, () => pairedDesk(venue)));
      // A person every four seconds at each, for an hour; the last of them all.
      for (const { id } of desks) counts.set(`verify#${HOUR_MS}#desk#${id}`, 899);
      counts.set(`verify#${HOUR_MS}#${venue.id}`, 60 * 899);
      for (const { token } of desks) expect((await ask('x', token)).status).toBe(200);
    });
  });

  test.each<[string, unknown]>([
    ['no code', undefined],
    ['an empty one', ''],
    ['a number', 7],
    ['ten megabytes cut to nine kilobytes', 'x'.repeat(9_001)],
  ])('nobody about %s', async (_, code) => {
    const answer = await ask(code);
    expect([answer.status, answer.body.field]).toEqual([400, '/code']);
  });
});

test('the rule is the one of the venue’s place and scene, and where none is in force nothing is asked for', async () => {
  const code = await holder([OLD]);
  const strict = await openVenue({ scene: 'key-places' });
  const free = await openVenue({ scene: 'arrival' });
  expect((await ask(shown(code), strict.staff, strict.id)).body.kind).toBe('refuse');
  expect((await ask(shown(code, ground.clock.now() + 5_000), free.staff, free.id)).body).toEqual({
    kind: 'admit',
    basis: 'not-required',
    until: expect.any(String),
  });
});

test('two days later it has expired, and staff are told so', async () => {
  const code = await holder();
  ground.clock.advance(49 * HOUR_MS);
  await publishTrust(doors.effects);
  const { staff, id } = await openVenue();
  expect((await ask(shown(code), staff, id)).body).toEqual({ kind: 'refuse', reason: 'expired' });
});
