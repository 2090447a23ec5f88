/** Who agrees themself: an adult is vouched for only with the number that the laboratory has given them alone. */
import { beforeEach, describe, expect, test } from 'vitest';
import { checkDigit, type DocumentType, parseInstant } from '../../core/index.ts';
import { beginAtTheDoors, doors, ground, newNumber, newPerson } from '../testing/at-the-doors.ts';
import { testConfiguration } from '../testing/configuration.ts';
import { row } from '../testing/doors.ts';
import { boundPerson, childClaim, vouch } from '../testing/families.ts';

const configuration = testConfiguration();
// The report's number is a person's own in any pool; the tube's only where nobody else is in it.
const delta = configuration.sources.find(({ id }) => id === 'delta')!;
delta.checks = { holder: { service: 'results', specimens: ['report'], tubes: ['specimen'] } };
delta.results[0]!.fields = { ...delta.results[0]!.fields, poolSize: 'pool' };
delta.results[0]!.poolSizes = { 单采: 1, 十混一: 10 };

beginAtTheDoors(configuration);

const KIND = 'parent01';
const REPORT = 'R22073100077';
const TUBE = 'T22073100077';
const NAME = '老测试';

let token: string;
let adult: string;
beforeEach(async () => {
  // The hour of attempts of one test is not the next one's.
  token = await boundPerson();
  adult = newNumber();
  holds({});
  ground.asked.length = 0;
});

/** The delta's source holds this of whoever is asked about with this number. */
function holds(more: object, number = adult): void {
  ground.answers['/delta/results'] = (body) => ({
    code: '0',
    rows: body.includes(number) ? [row(NAME, number, { report: REPORT, specimen: TUBE, pool: '单采', ...more })] : [],
  });
}

const claim = (more: object = {}, number = adult) => childClaim(number, { name: NAME, relation: 'parent', ...more });
const put = (body: object) => doors.call('PUT', `/dependents/${KIND}`, { token, body });
const stateOf = async (body: object) => (await vouch(token, KIND, body)).body.dependents[0].state;
const sees = async () => (await doors.results(token, { for: KIND })).status;

async function expectAskedFor(body: object): Promise<void> {
  const answer = await put(body);
  expect(answer).toMatchObject({ status: 400, body: { type: '/problems/field-wrong', field: '/specimenNumber' } });
  expect(answer.body.detail).toContain('recent report of this person');
  for (const { id } of configuration.sources) expect(ground.waiting(id)).toEqual([]);
  expect((await doors.call('GET', '/dependents', { token })).body.dependents).toEqual([]);
}

describe('an adult', () => {
  test('by name and number alone is not even asked about, and told of each alike', async () => {
    await expectAskedFor(claim());
    await expectAskedFor(claim({ specimenNumber: undefined, relation: 'child' }));
    const known = (await put(claim())).text;
    await boundPerson(adult, newPerson());
    expect((await put(claim())).text).toBe(known);
    expect((await put(claim({}, newNumber()))).text).toBe(known);
    expect(await sees()).toBe(404);
  });

  test.each([
    ['report', REPORT],
    ['tube that was theirs alone', 't2207 3100077'],
  ])(
    'with the number on their %s is vouched for, and asked about at no other check',
    async (_which, specimenNumber) => {
      expect(await stateOf(claim({ specimenNumber }))).toBe('confirmed');
      expect(ground.asked).toEqual(['/delta/results']);
      expect(await sees()).toBe(200);
    },
  );

  const others = newNumber();
  test.each<[string, { specimenNumber: string; name?: string }, () => void]>([
    ['a wrong number', { specimenNumber: 'R22073100078' }, () => {}],
    ['the number of a tube that others share', { specimenNumber: TUBE }, () => holds({ pool: '十混一' })],
    ['a tube of which nobody says how many share it', { specimenNumber: TUBE }, () => holds({ pool: undefined })],
    ["somebody else's report", { specimenNumber: REPORT }, () => holds({}, others)],
    [
      "somebody else's report, which the source gives whoever is asked about",
      { specimenNumber: REPORT },
      () => {
        ground.answers['/delta/results'] = () => ({ code: '0', rows: [row('别人', others, { report: REPORT })] });
      },
    ],
    [
      'an old report',
      { specimenNumber: REPORT },
      () => holds({ sampled: '2022-07-18 07:00:00', issued: '2022-07-18 20:00:00' }),
    ],
    ["their number and the guardian's name", { specimenNumber: REPORT, name: '欧阳测试' }, () => {}],
  ])('with %s fails like any other, and nothing can be read', async (_what, more, prepare) => {
    prepare();
    const { text } = await vouch(token, KIND, claim(more));
    expect(JSON.parse(text).dependents).toMatchObject([{ state: 'failed' }]);
    expect(await sees()).toBe(404);
    await doors.call('DELETE', `/dependents/${KIND}`, { token });
    ground.answers['/nation/matched'] = () => ({ code: '0', yes: '0' });
    const unknown = newNumber();
    const other = await vouch(token, KIND, claim({ ...more, specimenNumber: 'R00000000000' }, unknown));
    expect(other.text.replace(unknown.slice(-4), 'last')).toBe(text.replace(adult.slice(-4), 'last'));
  });

  test('who has proven themself is not vouched for, even with their number', async () => {
    await boundPerson(adult);
    expect(await stateOf(claim({ specimenNumber: REPORT }))).toBe('failed');
  });

  test('of whom numbers are tried stops whoever tries', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 9; at += 1) {
      statuses.push((await put(claim({ specimenNumber: `R2207310000${at}` }))).status);
      await doors.answer('delta');
      await doors.call('GET', '/dependents', { token });
    }
    expect(statuses).toEqual([...Array(8).fill(202), 429]);
  });
});

describe('age', () => {
  const born = (day: string) => {
    const first17 = `110101${day}000`;
    return first17 + checkDigit(first17);
  };

  test.each<[DocumentType, string]>([
    ['passport', 'E20180307'],
    ['hk-macao-permit', 'H12345678'],
    ['taiwan-permit', '12345678'],
    ['permanent-resident-id', 'FRA310018030701'],
  ])('that a %s does not tell is not taken from whoever asks', async (type, number) => {
    await expectAskedFor(claim({ document: { type, number }, relation: 'child' }));
  });

  test('that a passport does not tell needs the number of a child too, which is enough', async () => {
    const number = 'E20180308';
    holds({}, number);
    const body = claim({ document: { type: 'passport', number }, relation: 'child', specimenNumber: REPORT });
    expect(await stateOf(body)).toBe('confirmed');
    expect(await sees()).toBe(200);
  });

  // Last, for it turns the clock on.
  test('is counted to the day of Beijing, by the world’s clock', async () => {
    const fourteenToday = born('20080801');
    const tomorrow = born('20080802');
    expect(await stateOf(claim({}, born('20090801')))).toBe('confirmed');
    await doors.call('DELETE', `/dependents/${KIND}`, { token });
    await expectAskedFor(claim({}, fourteenToday));
    expect(await stateOf(claim({}, tomorrow))).toBe('confirmed');
    expect(ground.asked).toEqual(['/nation/matched', '/nation/matched']);
    await doors.call('DELETE', `/dependents/${KIND}`, { token });
    const midnight = parseInstant('2022-08-02T00:00:00+08:00')!;
    ground.clock.advance(midnight - ground.clock.now());
    token = await boundPerson();
    await expectAskedFor(claim({}, tomorrow));
  });
});
