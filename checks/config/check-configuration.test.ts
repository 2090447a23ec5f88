/** The configuration as it stands is sound, and each rule finds the mistake it is for: file, field and remedy. */
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHANNELS, DOCUMENT_TYPES, OUTCOMES, SCENES, STARTS_FROM } from '../../core/index.ts';
import { TIME_FORMATS } from '../../protocols/reading/time.ts';
import { CODE_MEANINGS, PROTOCOL_NAMES } from '../../protocols/source-file.ts';
import { checkConfiguration } from './check-configuration.ts';
import { compileSchemas, type Schemas } from './fit-schema.ts';

const CONFIG = fileURLToPath(new URL('../../config', import.meta.url));
let folder: string;
let schemas: Schemas;

beforeAll(async () => {
  schemas = await compileSchemas(CONFIG);
  folder = await mkdtemp(join(tmpdir(), 'huren-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

// biome-ignore lint/suspicious/noExplicitAny: a test breaks files in every way
type Break = (json: any) => unknown;

/** Breaks one file of a fresh copy and checks that copy. A break may give another value in place of the file's. */
async function broken(file: string, breakIt: Break) {
  const copy = join(folder, 'copy');
  await rm(copy, { recursive: true, force: true });
  await cp(CONFIG, copy, { recursive: true });
  const json = JSON.parse(await readFile(join(copy, file), 'utf8'));
  const other = breakIt(json);
  await writeFile(join(copy, file), JSON.stringify(other === undefined ? json : other));
  return checkConfiguration(copy, schemas);
}

test('the configuration as it stands has no mistake', async () => {
  expect((await checkConfiguration(CONFIG, schemas)).problems).toEqual([]);
});

const SHANGHAI = 'sources/shanghai.json';
const NATIONAL = 'sources/national-platform.json';
const JIANGSU = 'sources/jiangsu.json';
const ZHEJIANG = 'sources/zhejiang.json';
const BEIJING = 'policies/110000-beijing.json';
const HANGZHOU = 'policies/330100-hangzhou.json';
const DELTA = 'scopes/yangtze-delta.json';
const PLACES = 'jurisdictions.json';

// biome-ignore format: one mistake a line
const cases: [string, string, Break, string, RegExp][] = [
  // shape
  ['a field is missing', SHANGHAI, (s) => { delete s.host; }, '', /add "host": The exact host/],
  ['a field is misspelt', SHANGHAI, (s) => { s.limit = {}; }, '/limit', /not known here.*limits/],
  ['a word is not of its list', SHANGHAI, (s) => { s.channel = 'app'; }, '/channel', /use one of state-council/],
  ['the protocol is unknown', SHANGHAI, (s) => { s.protocol = 'rest'; }, '/protocol', /use one of national-gateway/],
  ['a kind of document is unknown', SHANGHAI, (s) => { s.documents['driving-licence'] = '4'; }, '/documents/driving-licence', /Known: resident-id/],
  ['a way of writing times is unknown', SHANGHAI, (s) => { s.results[0].time = 'dd.MM.yyyy'; }, '/results/0/time', /use one of yyyy-MM-dd/],
  ['a share is more than all', SHANGHAI, (s) => { s.limits.shares.checks = 1.5; }, '/limits/shares/checks', /<= 1/],
  ['the deadline is shorter than any source can be', SHANGHAI, (s) => { s.limits.deadlineMs = 100; }, '/limits/deadlineMs', />= 1000/],
  ['the deadline is longer than patience bears', SHANGHAI, (s) => { s.limits.deadlineMs = 60000; }, '/limits/deadlineMs', /<= 20000/],
  ['success is never looked at', SHANGHAI, (s) => { s.results[0].success = []; }, '/results/0/success', /fewer than 1/],
  ["settings are another protocol's", SHANGHAI, (s) => { s.settings = { renewal: {} }; }, '/settings', /add "token"/],
  ['a signature is made of two things', JIANGSU, (s) => { s.settings.signature.sorted = {}; }, '/settings/signature', /exactly one of parts and sorted/],
  ['an instant lacks its zone', BEIJING, (p) => { p[0].effectiveFrom = '2022-07-02'; }, '/0/effectiveFrom', /pattern/],
  ['a policy asks where a test was done', BEIJING, (p) => { p[0].testedIn = '110000'; }, '/0/testedIn', /not known here/],
  ['a policy cites nothing', BEIJING, (p) => { delete p[0].document; }, '/0', /add "document"/],
  ['a scope is two things', DELTA, (s) => { s.sources = ['shanghai']; }, '', /not both/],
  // sources
  ["the id is not the file's name", SHANGHAI, (s) => { s.id = 'beijing'; }, '/id', /file called shanghai/],
  ['two sources have one name', ZHEJIANG, (s) => { s.names.zh = '随申码'; }, '/names/zh', /shanghai\.json has the same name/],
  ['the place is not listed', SHANGHAI, (s) => { s.jurisdiction = '990000'; }, '/jurisdiction', /not in jurisdictions\.json/],
  ['the host has a port', SHANGHAI, (s) => { s.host = 'gateway.shanghai.example:8443'; }, '/host', /one exact name/],
  ['the host is a wildcard', SHANGHAI, (s) => { s.host = '*.shanghai.example'; }, '/host', /one exact name/],
  ['the host is an address', SHANGHAI, (s) => { s.host = '10.0.0.1'; }, '/host', /one exact name/],
  ['too few calls at once for the pace', SHANGHAI, (s) => { s.limits.concurrency = 4; }, '/limits/concurrency', /set at least 20/],
  ['checks are offered and nothing is kept for them', SHANGHAI, (s) => { s.limits.shares.checks = 0; }, '/limits/shares/checks', /such as 0\.2/],
  ['something is kept for checks that are not offered', JIANGSU, (s) => { s.limits.shares.checks = 0.2; }, '/limits/shares/checks', /set 0/],
  ['nothing is left for results', SHANGHAI, (s) => { s.limits.shares.checks = 1; }, '/limits/shares/checks', /less than 1/],
  ['an echo is promised and not named', JIANGSU, (s) => { delete s.results[0].fields.echoName; delete s.results[0].fields.echoNumber; }, '/results/0/fields', /echoNumber or echoName/],
  ['an echo is named and not promised', JIANGSU, (s) => { s.identityEcho = 'none'; }, '/results/0/fields', /full or masked/],
  ['two services share a name', SHANGHAI, (s) => { s.results[1].id = 'city-results'; }, '/results/1/id', /taken/],
  ['the holder check looks nowhere', ZHEJIANG, (s) => { s.checks.holder.service = 'reports'; }, '/checks/holder/service', /use one of results/],
  ['outcomes are told and not translated', JIANGSU, (s) => { s.results[0].outcomes = {}; }, '/results/0/outcomes', /table is empty/],
  ['pools are told and not translated', ZHEJIANG, (s) => { delete s.results[0].poolSizes; }, '/results/0/poolSizes', /single and pooled/],
  ['no time is told', JIANGSU, (s) => { delete s.results[0].fields.sampleCollectedAt; delete s.results[0].fields.testedAt; }, '/results/0/fields', /at least one of sampleCollectedAt/],
  ['a table of codes is empty', SHANGHAI, (s) => { s.checks.matched.codes[0].values = {}; }, '/checks/matched/codes/0/values', /table is empty/],
  ['a national service has no number', NATIONAL, (s) => { delete s.checks.phone.settings.sid; }, '/checks/phone/settings', /add "sid"/],
  ['a kind of document is sent and has no code', 'sources/guangdong.json', (s) => { s.documents.passport = ''; }, '/documents/passport', /give their code/],
  ['a secret is written down', JIANGSU, (s) => { s.settings.signature.parts[1] = 'k3yM4t3r1al0f32Ch4r4ct3rs'; }, '/settings/signature/parts/1', /looks like a credential/],
  ['a short password is written down', 'sources/hexin-lab.json', (s) => { s.settings.arguments.password = 'hexin'; }, '/settings/arguments/password', /looks like a credential/],
  ['a URL is written down', SHANGHAI, (s) => { s.contact = 'https://wiki.shanghai.example'; }, '/contact', /holds a URL/],
  // policies
  ["a policy lies in another place's file", BEIJING, (p) => { p[0].jurisdiction = '310000'; }, '/0/jurisdiction', /that place's file/],
  ['a policy is for no place', BEIJING, (p) => { p[0].jurisdiction = '119900'; }, '/0/jurisdiction', /not in jurisdictions\.json/],
  ['a day is on no calendar', BEIJING, (p) => { p[0].effectiveFrom = '2022-13-02T00:00:00+08:00'; }, '/0/effectiveFrom', /on no calendar/],
  ['a policy ends before it begins', BEIJING, (p) => { p[0].effectiveUntil = '2022-07-02T00:00:00+08:00'; }, '/0/effectiveUntil', /after effectiveFrom/],
  ['two policies hold at once', HANGZHOU, (p) => { p[0].effectiveUntil = '2022-06-25T00:00:01+08:00'; }, '/1/effectiveFrom', /hold at once/],
  ['an earlier policy has no end', HANGZHOU, (p) => { delete p[0].effectiveUntil; }, '/1/effectiveFrom', /hold at once/],
  ['half days are counted as days', BEIJING, (p) => { p[0].windowHours = 36; }, '/0/windowHours', /multiple of 24/],
  ['negatives do not fit', 'policies/430000-hunan.json', (p) => { p[0].negatives.withinHours = 12; }, '/0/negatives/withinHours', /at least 24 hours/],
  // places and scopes
  ['a province is missing', PLACES, (p) => p.filter((each: { code: string }) => each.code !== '460000'), '', /460000 is missing/],
  ['a place is listed twice', PLACES, (p) => [...p, p[3]], '/39/code', /listed twice/],
  ['a city has no province', PLACES, (p) => [...p, { code: '710100', zh: '某市', en: 'Nowhere' }], '/39/code', /710000 is not listed/],
  ['a scope is not named as its file', DELTA, (s) => { s.id = 'delta'; }, '/id', /file called yangtze-delta/],
  ['a scope names no source', DELTA, (s) => { delete s.jurisdictions; s.sources = ['fujian']; }, '/sources/0', /no source is called "fujian"/],
  ['a scope names no place', DELTA, (s) => { s.jurisdictions[0] = '990000'; }, '/jurisdictions/0', /not in jurisdictions\.json/],
  ['a scope is empty', DELTA, (s) => { delete s.jurisdictions; }, '', /add sources or jurisdictions/],
  ['auto is written down', 'scopes/auto.json', (s) => { s.sources = ['shanghai']; }, '', /remove the lists/],
];

describe('each mistake is named with file, field and remedy', () => {
  test.each(cases)('%s', async (_name, file, breakIt, field, remedy) => {
    const { problems } = await broken(file, breakIt);
    expect(problems).toContainEqual({ file, field, remedy: expect.stringMatching(remedy) });
  });
});

test('what is no JSON is said to be none, and the rest is still checked', async () => {
  await broken(SHANGHAI, () => undefined);
  const copy = join(folder, 'copy');
  await writeFile(join(copy, SHANGHAI), '{ "id": ');
  await rename(join(copy, JIANGSU), join(copy, 'sources/js.json'));
  const { problems } = await checkConfiguration(copy, schemas);
  expect(problems).toContainEqual({ file: SHANGHAI, field: '', remedy: expect.stringContaining('is not JSON') });
  expect(problems).toContainEqual({
    file: 'sources/js.json',
    field: '/id',
    remedy: expect.stringContaining('js.json'),
  });
});

test('a second file for one place is found', async () => {
  await broken(BEIJING, () => undefined);
  const copy = join(folder, 'copy');
  await cp(join(copy, BEIJING), join(copy, 'policies/110000-peking.json'));
  const { problems } = await checkConfiguration(copy, schemas);
  expect(problems).toContainEqual({
    file: 'policies/110000-peking.json',
    field: '',
    remedy: expect.stringContaining('another file'),
  });
});

test('windows that start elsewhere and children stricter than their parents are listed, not refused', async () => {
  const { problems, notices } = await broken(BEIJING, (policies) => {
    policies.splice(0, 2, { ...policies[0], scene: 'key-places', windowHours: 24, startsFrom: 'sample-collected' });
  });
  expect(problems).toEqual([]);
  expect(notices).toContainEqual(
    expect.stringMatching(/^110000 key-places from 2022-07-02 counts from sample-collected.*北京健康宝/),
  );
  expect(notices).toContainEqual(
    expect.stringMatching(/^110000 key-places .* is stricter \(24 h\) than 000000 key-places .* \(72 h\)/),
  );
  const { notices: softer } = await broken(BEIJING, (policies) => {
    policies.splice(0, 2, { ...policies[0], scene: 'key-places', windowHours: 96, startsFrom: 'report-issued' });
  });
  expect(softer.filter((notice) => notice.startsWith('110000'))).toEqual([]);
});

test('the schemas list the very words that the code knows', async () => {
  const read = async (name: string) => JSON.parse(await readFile(join(CONFIG, `${name}.schema.json`), 'utf8'));
  const source = (await read('source')).properties;
  const service = source.results.items.properties;
  expect(source.protocol.enum).toEqual([...PROTOCOL_NAMES]);
  expect(source.channel.enum).toEqual([...CHANNELS]);
  expect(Object.keys(source.documents.properties)).toEqual([...DOCUMENT_TYPES]);
  expect(service.time.enum).toEqual([...TIME_FORMATS]);
  expect(service.outcomes.additionalProperties.enum).toEqual([...OUTCOMES, 'pending']);
  expect(service.codes.items.properties.values.additionalProperties.enum).toEqual([...CODE_MEANINGS]);
  const policy = (await read('policy')).items.properties;
  expect(policy.scene.enum).toEqual([...SCENES]);
  expect(policy.startsFrom.enum).toEqual([...STARTS_FROM]);
});

test('every property of every schema is described, for whoever edits a file', async () => {
  for (const name of ['source', 'policy', 'scope', 'jurisdictions']) {
    const undescribed: string[] = [];
    const visit = (schema: unknown, path: string) => {
      if (typeof schema !== 'object' || schema === null) return;
      for (const [key, inner] of Object.entries(schema as Record<string, unknown>)) {
        if (key === 'properties' && !path.includes('/allOf'))
          for (const [property, value] of Object.entries(inner as Record<string, { description?: string }>))
            if (!value.description) undescribed.push(`${path}/${property}`);
        visit(inner, `${path}/${key}`);
      }
    };
    visit(JSON.parse(await readFile(join(CONFIG, `${name}.schema.json`), 'utf8')), name);
    expect(undescribed).toEqual([]);
  }
});
