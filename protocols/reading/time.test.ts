/** Times in every format a source file may name, and nonsense in each. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInstant, parseInstant } from '../../core/index.ts';
import { TIME_FORMATS, type TimeFormat, timeReaderOf } from './time.ts';

const parseTime = (text: string, ...formats: TimeFormat[]) => timeReaderOf(formats)(text);

const MOMENT = '2022-07-31T08:05:09+08:00';
const WRITTEN: Record<TimeFormat, string> = {
  'yyyy-MM-dd HH:mm:ss': '2022-07-31 08:05:09',
  'yyyy-MM-dd HH:mm': '2022-07-31 08:05',
  'yyyy-MM-ddTHH:mm:ss': '2022-07-31T08:05:09',
  'yyyy/MM/dd HH:mm:ss': '2022/07/31 08:05:09',
  'yyyy/MM/dd HH:mm': '2022/07/31 08:05',
  yyyyMMddHHmmss: '20220731080509',
  yyyyMMddHHmm: '202207310805',
  yyyyMMddTHHmmss: '20220731T080509',
  'epoch-ms': '1659225909000',
  'epoch-s': '1659225909',
  rfc3339: '2022-07-31T00:05:09Z',
};

test.each(TIME_FORMATS)('%s without a zone is Beijing time', (format) => {
  const expected = /ss|epoch|rfc/.test(format) ? MOMENT : '2022-07-31T08:05:00+08:00';
  expect(formatInstant(parseTime(WRITTEN[format], format)!)).toBe(expected);
});

test.each(TIME_FORMATS)('%s: nonsense is no time', (format) => {
  for (const text of ['', '--', 'null', '0', '0000-00-00 00:00:00', '99999999999999999999', `${WRITTEN[format]}x`])
    expect(parseTime(text, format)).toBeUndefined();
});

test.each([
  '2022-04-31 08:00:00',
  '2022-02-29 08:00:00',
  '2022-13-01 08:00:00',
  '2022-07-31 24:00:00',
  '2022-07-31 08:61:00',
])('a moment that no calendar has is no time: %s', (text) =>
  expect(parseTime(text, 'yyyy-MM-dd HH:mm:ss')).toBeUndefined(),
);

test('fractions after the seconds are dropped, odd years kept for core to judge', () => {
  expect(formatInstant(parseTime('2022-07-31 08:05:09.0', 'yyyy-MM-dd HH:mm:ss')!)).toBe(MOMENT);
  expect(formatInstant(parseTime('1900-01-01 00:00:00', 'yyyy-MM-dd HH:mm:ss')!)).toBe('1900-01-01T00:00:00+08:00');
  expect(formatInstant(parseTime('2100-01-01 00:00:00', 'yyyy-MM-dd HH:mm:ss')!)).toBe('2100-01-01T00:00:00+08:00');
});

test('no text is a time in two formats, so that a service may write in any of them', () => {
  for (const [written, text] of Object.entries(WRITTEN))
    expect(TIME_FORMATS.filter((format) => parseTime(text, format) !== undefined)).toEqual([written]);
  expect(formatInstant(parseTime(WRITTEN.rfc3339, 'yyyy-MM-dd HH:mm:ss', 'rfc3339')!)).toBe(MOMENT);
  expect(parseTime('31/07/2022', 'yyyy-MM-dd HH:mm:ss', 'rfc3339')).toBeUndefined();
});

test('whatever is read by hand is what a calendar says', () => {
  const digits = (length: number) => fc.nat({ max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));
  const near = (length: number, ...usual: number[]) =>
    fc.oneof(
      fc.constantFrom(...usual).map((n) => String(n).padStart(length, '0')),
      digits(length),
    );
  const parts = fc.tuple(near(4, 0, 1900, 2000, 2020, 2022, 2100), near(2, 1, 2, 12), near(2, 1, 28, 29, 30, 31));
  const clock = fc.tuple(near(2, 0, 23, 24), near(2, 0, 59, 60), near(2, 0, 59, 60));
  const tails = fc.constantFrom('Z', '+08:00', '.5Z', '.123+08:00', '.123Z', '.1e1Z', '. 12Z', '-05:30', '');
  const property = fc.property(parts, clock, tails, (day, hour, tail) => {
    const [date, time] = [day.join('-'), hour.join(':')];
    expect(parseTime(`${date} ${time}`, 'yyyy-MM-dd HH:mm:ss')).toBe(parseInstant(`${date}T${time}+08:00`));
    expect(parseTime(`${date}T${time}${tail}`, 'rfc3339')).toBe(parseInstant(`${date}T${time}${tail}`));
  });
  fc.assert(property, { numRuns: 3000 });
});

test.each(['2022-07-31', '20220731', '2022/07/31', '2022-07'])('a day alone is no time: %s', (text) =>
  expect(parseTime(text, ...TIME_FORMATS)).toBeUndefined(),
);
