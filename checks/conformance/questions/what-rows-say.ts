/** Questions about the rows that came: the echo, the fields, the words for outcomes and pools, and whether times make sense. */
import { DAY_MS, type Instant, type TestResult } from '../../../core/index.ts';
import { placeAt, textAt } from '../../../protocols/reading/path.ts';
import { readResult } from '../../../protocols/reading/result.ts';
import { type Row, rowsAt } from '../../../protocols/reading/rows.ts';
import type { ResultService } from '../../../protocols/source-file.ts';
import { pointer } from '../../config/problem.ts';
import { type Asking, resultServiceOf } from '../asking.ts';
import { type Finding, finding, notShown, type Remedy } from '../finding.ts';
import { namesIn } from '../remedies.ts';
import type { TestPerson } from '../test-person.ts';
import type { PersonHeard } from './whoever-holds-results.ts';

interface Seen {
  row: Row;
  service: ResultService;
  /** The service's place in the file. */
  at: number;
  person: TestPerson;
}

/** Tests of COVID began no earlier. */
const EARLIEST = Date.parse('2020-01-01T00:00:00+08:00');

export function aboutRows({ target: { source, clock } }: Asking, everybody: PersonHeard[]): Finding[] {
  const seen = rowsOf(source.results, everybody);
  if (seen.length === 0) return [notShown('what the rows say', 'rows', 'no row has come')];
  return [
    seenAs('who the rows are about', `echo: ${source.identityEcho}`, [...echoes(source.identityEcho, seen)]),
    seenAs('the fields that the file names', 'each in some row', [...absent(seen)]),
    seenAs('words for outcomes', 'each known', [...unknownWords(seen, 'outcome', 'outcomes')]),
    seenAs('words for pools', 'each known', [...unknownWords(seen, 'poolSize', 'poolSizes')]),
    seenAs('how times are written', 'each can be read', [...unreadTimes(seen)]),
    seenAs('whether times make sense', 'sampled ≤ tested ≤ reported ≤ now', [...implausible(seen, clock.now())]),
  ];
}

const seenAs = (question: string, expected: string, remedies: Remedy[]) =>
  finding(question, expected, remedies.length === 0 ? 'so it is' : 'otherwise', remedies);

function rowsOf(services: ResultService[], everybody: PersonHeard[]): Seen[] {
  return everybody.flatMap(({ person, heard }) =>
    heard.answers.flatMap(({ service: asked, answer }) => {
      const service = resultServiceOf(services, asked);
      if (!service) return [];
      return rowsAt(answer, service.rows).map((row) => ({ row, service, at: services.indexOf(service), person }));
    }),
  );
}

function* echoes(promised: string, seen: Seen[]): Iterable<Remedy> {
  for (const { row, service, at, person } of onePerService(seen)) {
    const { echoName, echoNumber } = service.fields;
    const number = echoNumber && textAt(row, echoNumber);
    const name = echoName && textAt(row, echoName);
    const told = promised === 'none' ? Object.entries(row).find(([, value]) => isOf(person, value)) : undefined;
    if (told)
      yield {
        field: '/identityEcho',
        what: `is "none", yet ${told[0]} tells whom the row is about; name it in ${pointer('results', at, 'fields')} and say full`,
      };
    const isFull = [number?.toUpperCase() === person.document.number.toUpperCase(), name === person.name];
    if (promised === 'masked' && (number === undefined || isFull[0]) && (name === undefined || isFull[1]))
      yield { field: '/identityEcho', what: 'is "masked", yet name and number come in full; say full' };
    if (promised === 'full' && ![number, name].some((text) => text && !/[*＊]/.test(text)))
      yield {
        field: '/identityEcho',
        what: 'is "full", yet nothing comes in full; say masked, or name the right fields',
      };
  }
}

/** The person, also hidden in part or among other words; whose that is stands in no terminal. */
const tells = ({ name, document: { number }, phone, specimenNumber }: TestPerson, text: string) =>
  /[*＊]/.test(text) ||
  [name, number, phone, specimenNumber].some((own) => own && text.toUpperCase().includes(own.toUpperCase()));
const isOf = ({ name, document }: TestPerson, value: unknown) =>
  typeof value === 'string' && (value === name || value.toUpperCase() === document.number.toUpperCase());

function* absent(seen: Seen[]): Iterable<Remedy> {
  for (const { row, service, at } of onePerService(seen)) {
    const rows = seen.filter((each) => each.service === service);
    for (const [ours, theirs] of Object.entries(service.fields))
      if (rows.every((each) => placeAt(each.row, theirs) === undefined))
        yield {
          field: pointer('results', at, 'fields', ours),
          what: `nothing stands at "${theirs}" in any row; a row has ${namesIn(row)}`,
        };
  }
}

function* unknownWords(seen: Seen[], field: 'outcome' | 'poolSize', table: 'outcomes' | 'poolSizes'): Iterable<Remedy> {
  const said = new Set<string>();
  for (const { row, service, at, person } of seen) {
    const path = service.fields[field];
    const word = path === undefined ? undefined : (textAt(row, path) ?? '');
    // A pool that is not told is not told; an outcome that is empty must be a word for "not out yet".
    if (word === undefined || (word === '' && field === 'poolSize') || Object.hasOwn(service[table] ?? {}, word))
      continue;
    const remedy = tells(person, word)
      ? { field: pointer('results', at, 'fields', field), what: 'names the person: is it the right field?' }
      : { field: pointer('results', at, table), what: `add "${word}": what does the document say it means?` };
    if (!said.has(JSON.stringify(remedy))) yield remedy;
    said.add(JSON.stringify(remedy));
  }
}

const TIME_FIELDS = ['sampleCollectedAt', 'testedAt', 'reportIssuedAt'] as const;

function* unreadTimes(seen: Seen[]): Iterable<Remedy> {
  for (const { service, at } of onePerService(seen)) {
    const unread = seen
      .filter((each) => each.service === service)
      .flatMap(({ row }) => {
        const result = readResult(row, service);
        return TIME_FIELDS.map((field) =>
          result[field] === undefined ? textAt(row, service.fields[field] ?? '') : '',
        );
      })
      .find((text) => text);
    if (unread)
      yield {
        field: pointer('results', at, 'time'),
        what: `"${unread.replace(/\d/g, '0')}" is not written in ${JSON.stringify(service.time)}`,
      };
  }
}

function* implausible(seen: Seen[], now: Instant): Iterable<Remedy> {
  for (const { service, at } of onePerService(seen)) {
    const results = seen.filter((each) => each.service === service).map(({ row }) => readResult(row, service));
    const wrong = results.map((result) => wrongIn(result, now)).find((each) => each !== undefined);
    if (wrong) yield { field: pointer('results', at, 'fields', wrong[0]), what: wrong[1] };
  }
}

function wrongIn(result: TestResult, now: Instant): [string, string] | undefined {
  let before: (typeof TIME_FIELDS)[number] | undefined;
  for (const field of TIME_FIELDS) {
    const at = result[field];
    if (at === undefined) continue;
    if (at > now + 60_000)
      return [field, 'lies in the future: is it the right field, and is the time in Beijing time?'];
    if (at < EARLIEST) return [field, 'lies before 2020: is it the right field, seconds or milliseconds?'];
    if (now - at > 400 * DAY_MS) return [field, 'is older than a year: is it the right field?'];
    if (before !== undefined && at < result[before]!)
      return [field, `comes before ${before}: have the two been exchanged?`];
    before = field;
  }
  return undefined;
}

const onePerService = (seen: Seen[]) =>
  seen.filter(({ service }, at) => seen.findIndex((each) => each.service === service) === at);
