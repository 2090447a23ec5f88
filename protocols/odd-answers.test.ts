/** Answers that look odd and are right, or look right and are odd: the ways of writing that facts about real interfaces list. */
import iconv from 'iconv-lite';
import { afterEach, describe, expect, test } from 'vitest';
import { formatInstant, hasPlausibleTimes, type TestResult } from '../core/index.ts';
import { askSource } from './index.ts';
import type { ResultService, SourceFile } from './source-file.ts';
import { type LoopbackSource, startLoopbackSource } from './testing/loopback-source.ts';
import { MORNING, meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';

const SECRET = { appKey: 'key-demo', appSecret: 'secret-demo' };
const ROW = {
  name: '张三',
  cardNo: '110101199003071233',
  collectTime: '2022-07-31 08:00:00',
  checkTime: '2022-07-31 12:00:00',
  reportTime: '2022-07-31 16:00:00',
  checkResult: '阴性',
};

let server: LoopbackSource;
afterEach(() => server.stop());

/** Jiangsu's file, with what a case changes in its service. */
function file(changed: Partial<ResultService> = {}, rest: Partial<SourceFile> = {}): SourceFile {
  const jiangsu = sourceFile('jiangsu');
  const [service] = jiangsu.results;
  const fields = { ...service!.fields, reportIssuedAt: 'reportTime', ...changed.fields };
  return { ...jiangsu, identityEcho: 'full', ...rest, results: [{ ...service!, ...changed, fields }] };
}

async function ask(body: object | string | Uint8Array, source = file(), question = ZHANG_SAN) {
  server = await startLoopbackSource(() => ({ body, headers: { 'content-type': 'text/html; charset=gbk' } }));
  return (await askSource(source, meansAt(server.origin, SECRET), question)).reply;
}
const answer = (...rows: object[]) => ({ resCode: 0, data: { reportList: rows } });

async function resultsOf(...asked: Parameters<typeof ask>): Promise<TestResult[] | string> {
  const reply = await ask(...asked);
  return reply.kind === 'found' ? reply.results : reply.kind === 'failed' ? reply.reason : reply.kind;
}

test.each([0, '0', '00', '0000', 200, '200', 1, '1', true, 'true', 'T', 'SUCCESS'])(
  'a success written %j is compared as text',
  async (code) => {
    const source = file({ success: [{ path: 'code', values: [String(code)] }], codes: [] });
    expect(await resultsOf({ code, ...answer(ROW) }, source)).toHaveLength(1);
    await server.stop();
    expect(await resultsOf({ code: `${code}1`, ...answer(ROW) }, source)).toBe('source-error');
  },
);

describe('outcomes', () => {
  const outcomes = {
    '1': 'negative',
    '0': 'positive',
    '-1': 'pending',
    未检出: 'negative',
    '阴性(-)': 'negative',
    'ORF1ab基因阴性、N基因阴性': 'negative',
    'ORF1ab基因阳性、N基因阴性': 'inconclusive',
    '': 'pending',
  } as const;
  test.each<[unknown, unknown]>([
    [1, { outcome: 'negative' }],
    ['1', { outcome: 'negative' }],
    [0, { outcome: 'positive' }],
    [-1, {}],
    ['未检出', { outcome: 'negative' }],
    [' 阴性(-) ', { outcome: 'negative' }],
    ['ORF1ab基因阴性、N基因阴性', { outcome: 'negative' }],
    ['ORF1ab基因阳性、N基因阴性', { outcome: 'inconclusive' }],
    ['', {}],
    [null, {}],
    ['阴性', { outcomeUnknown: true }],
    ['阴性（-）', { outcomeUnknown: true }],
    ['N基因阴性', { outcomeUnknown: true }],
    [2, { outcomeUnknown: true }],
    ['toString', { outcomeUnknown: true }],
    [true, { outcomeUnknown: true }],
    [{ code: 1 }, { outcomeUnknown: true }],
    [[], { outcomeUnknown: true }],
  ])('%j', async (checkResult, expected) => {
    const told = await resultsOf(answer({ ...ROW, checkResult }), file({ outcomes }));
    const { outcome, outcomeUnknown } = (told as TestResult[])[0]!;
    expect({ ...(outcome && { outcome }), ...(outcomeUnknown && { outcomeUnknown }) }).toEqual(expected);
  });
});

describe('times', () => {
  const times = async (row: object, time: string | string[]) => {
    const [result] = (await resultsOf(answer({ ...ROW, ...row }), file({ time }))) as TestResult[];
    const { sampleCollectedAt, testedAt, reportIssuedAt } = result!;
    const written = [sampleCollectedAt, testedAt, reportIssuedAt].map((at) =>
      at === undefined ? '-' : formatInstant(at),
    );
    return { written, isPlausible: hasPlausibleTimes(result!, MORNING) };
  };
  const TEXT = 'yyyy-MM-dd HH:mm:ss';

  test('text and ISO in one answer, to the moment', async () => {
    const row = {
      collectTime: '2022-07-31 08:00:00',
      checkTime: '2022-07-31T04:00:00Z',
      reportTime: '2022-07-31T16:00:00.000+08:00',
    };
    expect(await times(row, [TEXT, 'rfc3339'])).toEqual({
      written: ['2022-07-31T08:00:00+08:00', '2022-07-31T12:00:00+08:00', '2022-07-31T16:00:00+08:00'],
      isPlausible: true,
    });
  });

  test('seconds and milliseconds are told apart, and zero is no time', async () => {
    const row = { collectTime: 1659225600, checkTime: 1659240000000, reportTime: 0 };
    expect((await times(row, ['epoch-s', 'epoch-ms'])).written).toEqual([
      '2022-07-31T08:00:00+08:00',
      '2022-07-31T12:00:00+08:00',
      '-',
    ]);
  });

  test.each<[string, object, boolean]>([
    ['null and empty', { collectTime: null, checkTime: '', reportTime: '--' }, true],
    ['1900', { collectTime: '1900-01-01 00:00:00' }, false],
    ['of next year', { reportTime: '2023-07-31 16:00:00' }, false],
    ['of an hour ahead', { reportTime: '2022-08-01 08:45:00' }, false],
    ['swapped', { collectTime: ROW.reportTime, reportTime: ROW.collectTime }, false],
    ['tested before sampled', { checkTime: '2022-07-30 12:00:00' }, false],
    ['in order', {}, true],
  ])('%s: kept as written, and core judges whether they can be true', async (_name, row, isPlausible) => {
    expect((await times(row, TEXT)).isPlausible).toBe(isPlausible);
  });
});

describe('bytes and layers', () => {
  const text = JSON.stringify(answer(ROW));
  const nested = (layers: number): string => (layers === 0 ? text : JSON.stringify({ data: nested(layers - 1) }));

  test('the declared type and charset are not believed; the bytes are', async () => {
    expect(await resultsOf(Buffer.from(`\ufeff${text}`))).toHaveLength(1);
    await server.stop();
    expect(await resultsOf(iconv.encode(text, 'gbk'))).toBe('unreadable');
  });

  test.each([1, 2, 3])('JSON as text, %i deep', async (layers) => {
    const unwrap = Array.from({ length: layers }, (_each, at) =>
      Array(at + 1)
        .fill('data')
        .join('.'),
    );
    const inside = unwrap.at(-1);
    const source = file({
      unwrap,
      success: [{ path: `${inside}.resCode`, values: ['0'] }],
      codes: [],
      rows: `${inside}.data.reportList`,
    });
    expect(await resultsOf(nested(layers), source)).toHaveLength(1);
    await server.stop();
    expect(await resultsOf(nested(layers - 1), source)).toBe('unreadable');
  });

  test.each(['null', 'true', '0', '""', '[]', '{}', '[null]'])('%s alone is no answer', async (body) => {
    expect(await resultsOf(body)).toBe('unreadable');
  });

  test('keys are taken as they are written', async () => {
    const upper = { RESCODE: 0, DATA: { REPORTLIST: [ROW] } };
    expect(await resultsOf(upper)).toBe('unreadable');
    await server.stop();
    const source = file({ success: [{ path: 'RESCODE', values: ['0'] }], rows: 'DATA.REPORTLIST' });
    expect(await resultsOf(upper, source)).toHaveLength(1);
  });
});

describe('rows', () => {
  test('a small x, full-width figures and spaces are the same number', async () => {
    const person = {
      ...ZHANG_SAN,
      name: '王小明',
      document: { type: 'resident-id', number: '11010519491231002X' },
    } as const;
    const rows = ['11010519491231002x', ' 11010519491231002X ', '１１０１０５１９４９１２３１００２X'].map(
      (cardNo, at) => ({
        ...ROW,
        name: '王小明',
        cardNo,
        collectTime: `2022-07-3${at === 0 ? 1 : 0} 0${at + 7}:00:00`,
      }),
    );
    expect(await resultsOf(answer(...rows), file(), person)).toHaveLength(3);
  });

  test('an echo of stars alone says nothing: not taken where an echo is promised, taken where none is', async () => {
    const stars = { ...ROW, name: '***', cardNo: '******************' };
    expect(await resultsOf(answer(stars))).toBe('wrong-person');
    await server.stop();
    expect(await resultsOf(answer(stars), file({}, { identityEcho: 'none' }))).toHaveLength(1);
  });

  test('the same test twice is one; one that differs in a minute is another', async () => {
    const later = { ...ROW, collectTime: '2022-07-31 08:01:00' };
    expect(await resultsOf(answer(ROW, { ...ROW }, later, { ...later }))).toHaveLength(2);
  });

  test('others among the rows are left out, wherever they stand', async () => {
    const other = { ...ROW, name: '李四', cardNo: '110101193001010053', checkResult: '阳性' };
    expect(await resultsOf(answer(other, ROW, other))).toMatchObject([{ outcome: 'negative' }]);
  });

  test('a row taken back is none, and the only one taken back is the word that nothing is held', async () => {
    const source = file({ withdrawn: { path: 'deleted', values: ['1', 'true'] } });
    const rows = [ROW, { ...ROW, checkResult: '阳性', deleted: 1 }, { ...ROW, collectTime: null, deleted: 0 }];
    expect(await resultsOf(answer(...rows), source)).toMatchObject([{ outcome: 'negative' }, { outcome: 'negative' }]);
    await server.stop();
    expect(await resultsOf(answer({ ...ROW, deleted: true }), source)).toBe('none');
  });

  test('another kind of test is none of ours; one nobody listed has no known outcome', async () => {
    const source = file({ tests: { path: 'project', values: { 核酸: 'nucleic-acid', 抗体: 'other' } } });
    const rows = ['核酸', '抗体', '核酸快检'].map((project) => ({ ...ROW, project }));
    expect(await resultsOf(answer(...rows), source)).toMatchObject([{ outcome: 'negative' }, { outcomeUnknown: true }]);
  });

  test('what is not out has no outcome, whatever is filled in already', async () => {
    const source = file({ notOut: { path: 'state', values: ['审核中'] } });
    const [result] = (await resultsOf(answer({ ...ROW, state: '审核中' }), source)) as TestResult[];
    expect(result).not.toHaveProperty('outcome');
    expect(result).not.toHaveProperty('outcomeUnknown');
  });
});
