/** The invented people: their files hold to the schema, their numbers are right and belong to nobody, their stories differ. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { agreesThemself, parseInstant } from '../../core/index.ts';
import { SOURCE_IDS, type SourceId } from '../sources/source-ids.ts';
import { checkCharacter, hasCheckCharacter } from './check-digit.ts';
import { everyone, people } from './index.ts';
import { readPerson } from './read-person.ts';

const raw = (file: string) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(raw('./person.schema.json'));
const START = parseInstant('2022-08-01T07:45:00+08:00')!;

/** Resident numbers of which the facts say that they are synthetic. */
const EXAMPLES = ['810000199001010019', '11010519491231002X', '110101199003071233'];

const KNOW_REPORT_NUMBERS: SourceId[] = [
  'zhejiang',
  'hexin-lab',
  'hubei',
  'chongqing',
  'shenzhen',
  'mingze-gene',
  'qinghe-hospital',
  'yunjian-testing',
];

const all = <Value>(pick: (person: ReturnType<typeof everyone>[number]) => Value[]) => everyone(people).flatMap(pick);
const repeated = (values: string[]) => values.filter((value, at) => values.indexOf(value) !== at);

describe('check character of GB 11643', () => {
  it.each(EXAMPLES)('holds for the published example %s', (number) => {
    expect(checkCharacter(number.slice(0, 17))).toBe(number[17]);
  });

  it('refuses one wrong digit, a lower-case x and a missing character', () => {
    expect(hasCheckCharacter('11010519491231002X')).toBe(true);
    expect(hasCheckCharacter('11010519491231012X')).toBe(false);
    expect(hasCheckCharacter('11010519491231002x')).toBe(false);
    expect(hasCheckCharacter('1101051949123100X')).toBe(false);
  });
});

describe('a file that does not hold', () => {
  it('is refused by name and field when a time has no offset', () => {
    expect(() => readPerson('{"tests":[{"sampledAt":"2022-08-01 07:45:00"}]}', 'x.json')).toThrow(
      'x.json: sampledAt: "2022-08-01 07:45:00" is no instant',
    );
  });
});

describe('the people', () => {
  it.each(people.map((person) => person.id))('%s holds to the schema', (id) => {
    const ok = valid(raw(`./${id}.json`));
    expect(valid.errors ?? []).toEqual([]);
    expect(ok).toBe(true);
  });

  it('are at least a dozen, and about eight of them are bound already', () => {
    expect(people.length).toBeGreaterThanOrEqual(16);
    const bound = people.filter((person) => person.bound).length;
    expect(bound).toBeGreaterThanOrEqual(7);
    expect(bound).toBeLessThan(people.length - 4);
  });

  it('have identity numbers with right check characters that are never given out', () => {
    const numbers = all((person) => person.documents).filter((document) => document.type === 'resident-id');
    for (const { number } of numbers) {
      expect(hasCheckCharacter(number), number).toBe(true);
      expect(number.slice(14, 17) === '000' || EXAMPLES.includes(number), number).toBe(true);
    }
  });

  it('have other documents in the form of their kind', () => {
    const forms: Record<string, RegExp> = {
      'resident-id': /^\d{17}[\dX]$/,
      passport: /^[A-Z0-9]{5,20}$/,
      'hk-macao-permit': /^[HM]\d{8}$/,
      'taiwan-permit': /^\d{8}$/,
      'permanent-resident-id': /^[A-Z]{3}\d{12}$/,
    };
    const documents = all((person) => person.documents);
    for (const { type, number } of documents) expect(number).toMatch(forms[type]!);
    expect(new Set(documents.map(({ type }) => type)).size).toBe(5);
  });

  it('share no id, document, telephone, name, specimen, report, or story', () => {
    expect(repeated(all((person) => [person.id]))).toEqual([]);
    expect(repeated(all((person) => person.documents.map(({ number }) => number)))).toEqual([]);
    expect(repeated(people.map((person) => person.phone.number))).toEqual([]);
    expect(repeated(all((person) => [person.name]))).toEqual([]);
    expect(repeated(all((person) => person.tests.map((test) => test.specimenNumber)))).toEqual([]);
    expect(repeated(all((person) => person.tests.map((test) => test.reportNumber)))).toEqual([]);
    const told = people.flatMap((person) => [person.story.en, person.story.zh, person.en, person.zh]);
    expect(repeated(told)).toEqual([]);
  });

  it('have tests whose times follow each other and whose documents and sources exist', () => {
    for (const person of everyone(people)) {
      for (const test of person.tests) {
        const life = [test.sampledAt, test.receivedAt ?? test.sampledAt, test.testedAt, test.reportedAt];
        expect(
          [...life].sort((a, b) => a - b),
          person.id,
        ).toEqual(life);
        if (test.correction) expect(test.correction.at).toBeGreaterThan(test.reportedAt);
        expect(person.documents[test.document]).toBeDefined();
        for (const { source } of test.shownBy) expect(SOURCE_IDS).toContain(source);
        expect(repeated(test.shownBy.map(({ source }) => source))).toEqual([]);
      }
      if ('phone' in person && person.phone.registeredWith !== null)
        expect(person.documents[person.phone.registeredWith]).toBeDefined();
    }
  });

  it('are asked for a specimen number only where a source that offers the check shows it', () => {
    for (const person of everyone(people).filter((each) => each.specimenNumber)) {
      const test = person.tests.find((each) =>
        [each.specimenNumber, each.reportNumber].includes(person.specimenNumber!),
      );
      const sources = test!.shownBy.map(({ source }) => source);
      expect(
        sources.some((source) => KNOW_REPORT_NUMBERS.includes(source)) ||
          (sources.includes('hexin-lab') && test!.poolSize === 1),
        person.id,
      ).toBe(true);
      // Of a tube's number only the laboratory's check is told here; the rest hold the report's.
      if (!sources.includes('hexin-lab')) expect(test!.reportNumber).toBe(person.specimenNumber);
    }
  });

  it('are vouched for by a specimen number where they agree themselves', () => {
    const family = people.flatMap((person) => person.family ?? []);
    const agree = family.filter(({ documents: [document] }) => agreesThemself(document!, START));
    expect(agree.map(({ id }) => id)).toEqual(['lu-dechang']);
    for (const { id, specimenNumber } of agree) expect(specimenNumber, id).toBeDefined();
  });

  it('tell every source something', () => {
    const shown = new Set(all((person) => person.tests.flatMap((test) => test.shownBy.map(({ source }) => source))));
    expect([...shown].sort()).toEqual([...SOURCE_IDS].sort());
  });

  it.each<[string, (person: (typeof people)[number]) => boolean]>([
    ['one test in three channels', (p) => p.tests.some((t) => t.shownBy.length >= 3)],
    ['a pool awaiting its retest', (p) => p.tests.some((t) => t.poolSize > 1 && t.outcome === 'inconclusive')],
    ['a positive after a negative', (p) => p.tests[0]?.outcome === 'negative' && p.tests[1]?.outcome === 'positive'],
    ['nothing anywhere', (p) => p.tests.length === 0],
    ['paper only', (p) => p.tests.length > 0 && p.tests.every((t) => t.shownBy.length === 0)],
    ['two documents, results under both', (p) => new Set(p.tests.map((t) => t.document)).size === 2],
    ['a middle dot', (p) => p.name.includes('·')],
    ['a character outside the basic plane', (p) => [...p.name].length < p.name.length],
    ['many results', (p) => p.tests.length >= 12],
    ['a corrected report', (p) => p.tests.some((t) => t.correction !== undefined)],
    ['a passport bound by a specimen number', (p) => p.documents[0]!.type === 'passport' && !!p.specimenNumber],
    ['a telephone that is not theirs', (p) => p.phone.registeredWith === null],
    [
      'recognised in one place and expired in another',
      (p) => ['recognised', 'expired'].every((kind) => p.expect.some(({ decision }) => decision.kind === kind)),
    ],
    ['one result in six places', (p) => p.tests.some((t) => t.shownBy.length >= 6)],
    ['more results than a page holds', (p) => p.tests.length > 20],
    ['children and a parent without a phone', (p) => (p.family ?? []).some(({ relation }) => relation === 'parent')],
    ['only a sampling proof', (p) => p.expect.some(({ decision }) => decision.basis === 'sampling-proof')],
  ])('include %s', (_story, holds) => {
    expect(people.filter(holds).length).toBeGreaterThanOrEqual(1);
  });
});
