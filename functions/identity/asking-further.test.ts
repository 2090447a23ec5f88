/** What becomes of a check where a source could not say: the next is asked, or the same once more, by whoever looks. */
import { describe, expect, test } from 'vitest';
import { handle as askSource } from '../ask-source.ts';
import type { QuestionMessage } from '../asking/question-message.ts';
import { beginAtTheDoors, doors, ground, holderClaim, newNumber, newPerson } from '../testing/at-the-doors.ts';
import { testConfiguration, testSource } from '../testing/configuration.ts';
import { NAME, phoneClaim, row } from '../testing/doors.ts';

const FAILED = '{"state":"failed","documents":[],"pollAfterMs":null}';
const YES = { code: '0', yes: '1' };
const NO = { code: '0', yes: '0' };
const BROKEN = { code: '5' };

const configuration = testConfiguration();
const { phone } = configuration.sources[0]!.checks!;
// Named before the nation, which is asked first all the same.
configuration.sources.unshift(
  testSource('place', '440000', { checks: { phone: { ...phone!, path: '/place/phone' } } }),
);
const [reports] = testSource('lab', '310000').results;
const { success } = reports!;
const states = { working: 'processing', done: 'done', failed: 'failed', expired: 'expired' } as const;
configuration.sources.push(
  testSource('lab', '310000', {
    checks: { holder: { service: 'results', specimens: ['specimen'] } },
    results: [
      {
        ...reports!,
        task: {
          id: 'task',
          poll: { path: '/lab/poll', parameters: { task: '$task' }, success },
          state: { path: 'state', values: states },
          everySeconds: 1,
          keptMinutes: 10,
        },
      },
    ],
  }),
);
configuration.connected = new Set(configuration.sources.map(({ id }) => id));

beginAtTheDoors(configuration);

/** Answers in this order; the last goes on. */
function say(path: string, ...answers: unknown[]): void {
  ground.answers[path] = () => (answers.length > 1 ? answers.shift() : answers[0]);
}

async function claimed(claim: object): Promise<string> {
  const token = await doors.signIn(newPerson());
  expect((await doors.call('PUT', '/identity', { token, body: claim })).status).toBe(202);
  return token;
}
const look = (token: string) => doors.call('GET', '/identity', { token });
const asked = () => ground.asked.filter((path) => !path.startsWith('/cgi-bin') && !path.startsWith('/wxa'));

describe('a phone', () => {
  test('is asked about at the next source where the nation could not say', async () => {
    say('/nation/phone', 503);
    say('/place/phone', YES);
    const { body } = await doors.bind(await doors.signIn(newPerson()), phoneClaim(newNumber()));
    expect(body).toMatchObject({ state: 'bound', documents: [{ strength: 'phone' }] });
    expect(asked()).toEqual(['/nation/phone', '/place/phone']);
  });

  test('is asked about at the nation once more where a place knows its own people only', async () => {
    say('/nation/phone', BROKEN, YES);
    say('/place/phone', NO);
    const { body } = await doors.bind(await doors.signIn(newPerson()), phoneClaim(newNumber()));
    expect(body.state).toBe('bound');
    expect(asked()).toEqual(['/nation/phone', '/place/phone', '/nation/phone']);
  });

  test('is asked about nowhere else after a no, and twice at the most after failures', async () => {
    say('/nation/phone', NO);
    const refused = await doors.bind(await doors.signIn(newPerson()), phoneClaim(newNumber()));
    expect(asked()).toEqual(['/nation/phone']);
    say('/nation/phone', BROKEN);
    say('/place/phone', '…');
    const unknown = await doors.bind(await doors.signIn(newPerson()), phoneClaim(newNumber()));
    expect(asked().slice(1)).toEqual(['/nation/phone', '/place/phone', '/nation/phone', '/place/phone']);
    expect([refused.text, unknown.text]).toEqual([FAILED, FAILED]);
  });

  test('is asked about once, however many look', async () => {
    say('/nation/phone', 503);
    const token = await claimed(phoneClaim(newNumber()));
    await doors.answer('nation');
    const looks = await Promise.all(Array.from({ length: 12 }, () => look(token)));
    expect(new Set(looks.map(({ body }) => body.state))).toEqual(new Set(['checking']));
    // The rhythm of a question that has just been asked, on a loaded machine too.
    for (const { body } of looks) expect(body.pollAfterMs).toBeLessThan(3_000);
    expect(ground.waiting('place')).toHaveLength(1);
    expect(ground.waiting('nation')).toHaveLength(0);
  });

  test('is asked about elsewhere where the queue took nothing, and there again a little later', async () => {
    ground.loseQueue('nation');
    say('/place/phone', NO);
    const token = await doors.signIn(newPerson());
    const put = await doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber()) });
    expect(put.status).toBe(503);
    ground.take('nation');
    const again = await claimed(phoneClaim(newNumber()));
    const [lost] = ground.take('nation') as [Extract<QuestionMessage, { kind: 'check' }>];
    await doors.effects.checkWords.write(lost.account, lost.claim, lost.asking, {
      word: 'busy',
      againAt: ground.clock.now() + 10_000,
    });
    await look(again);
    await doors.answer('place');
    expect((await look(again)).body.state).toBe('checking');
    expect(ground.waiting('nation')).toHaveLength(0);
    ground.clock.advance(10_000);
    await look(again);
    await doors.answer('nation');
    expect((await look(again)).body.state).toBe('bound');
  });

  test('is asked about once an asking, although its message comes again after the next', async () => {
    say('/nation/phone', BROKEN);
    const token = await claimed(phoneClaim(newNumber()));
    const [first] = ground.waiting('nation') as [QuestionMessage];
    await doors.answer('nation');
    await look(token);
    await askSource(doors.effects, first);
    expect(asked()).toEqual(['/nation/phone']);
    say('/place/phone', YES);
    await doors.answer('place');
    expect((await look(token)).body.state).toBe('bound');
  });

  test('is not asked about at a source that an operator closes meanwhile', async () => {
    const token = await claimed(phoneClaim(newNumber()));
    const state = (value: string) =>
      doors.effects.control.update('nation', {
        expression: 'SET #state = :now',
        names: { '#state': 'state' },
        values: { ':now': value },
      });
    await state('off');
    await doors.answer('nation');
    say('/place/phone', NO);
    await look(token);
    await doors.answer('place');
    expect((await look(token)).text).toBe(FAILED);
    expect(asked()).toEqual(['/place/phone']);
    await state('open');
  });
});

describe('a report’s number', () => {
  test('is asked for once more where its source could not say, while the others are awaited', async () => {
    const number = newNumber();
    const claim = holderClaim(number);
    const found = { code: '0', rows: [row(NAME, number)] };
    say('/delta/results', BROKEN, found);
    const token = await claimed(claim);
    await doors.answer('delta');
    expect((await look(token)).body.state).toBe('checking');
    expect(ground.waiting('lab')).toHaveLength(1);
    await doors.answer('delta');
    expect((await look(token)).body).toMatchObject({ state: 'bound', documents: [{ strength: 'holder' }] });
  });

  test('is polled for where its source still works on what was submitted, and submitted once', async () => {
    const number = newNumber();
    const claim = holderClaim(number);
    say('/delta/results', { code: '0', rows: [] });
    say('/lab/results', { code: '0', task: 'task-1' });
    say('/lab/poll', { code: '0', state: 'working' }, { code: '0', state: 'done', rows: [row(NAME, number)] });
    const token = await claimed(claim);
    for (let at = 0; at < 3; at += 1) {
      await doors.answer('delta');
      await doors.answer('lab');
      expect((await look(token)).body.state).toBe(at < 2 ? 'checking' : 'bound');
      // Nobody asks before the source has said that it may be asked.
      expect((await look(token)).body.state).toBe(at < 2 ? 'checking' : 'bound');
      expect(ground.waiting('lab')).toHaveLength(0);
      ground.clock.advance(1_000);
      await look(token);
    }
    expect(asked().filter((path) => path.startsWith('/lab'))).toEqual(['/lab/results', '/lab/poll', '/lab/poll']);
  });

  test('that a source works on beyond patience fails like any other', async () => {
    say('/lab/results', { code: '0', task: 'task-2' });
    say('/lab/poll', { code: '0', state: 'working' });
    const token = await claimed(holderClaim(newNumber()));
    say('/delta/results', { code: '0', rows: [] });
    await doors.answer('delta');
    for (let at = 0; at < 2; at += 1) {
      await doors.answer('lab');
      ground.clock.advance(1_000);
      expect((await look(token)).body.state).toBe('checking');
    }
    ground.clock.advance(60_000);
    expect((await look(token)).text).toBe(FAILED);
  });
});
