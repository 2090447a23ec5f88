/** The configuration as it stands is sound, and each rule finds the mistake it is for: file, field and remedy. */
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHANNELS, DOCUMENT_TYPES, OUTCOMES, SCENES, STARTS_FROM } from '../../core/index.ts';
import { TIME_FORMATS } from '../../protocols/reading/time.ts';
import { CODE_MEANINGS, PROTOCOL_NAMES, TASK_STATES } from '../../protocols/source-file.ts';
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
  ["the id is not the file's name", SHANGHAI, (s) => { s.id = 'hu'; }, '/id', /file called shanghai/],
  ['two sources have one name', ZHEJIANG, (s) => { s.names.zh = '随申码'; }, '/names/zh', /shanghai\.json has the same name/],
  ['the place is not listed', SHANGHAI, (s) => { s.jurisdiction = '990000'; }, '/jurisdiction', /not in jurisdictions\.json/],
  ['the host has a port', SHANGHAI, (s) => { s.host = 'gateway.shanghai.example:8443'; }, '/host', /one exact name/],
  ['the host is a wildcard', SHANGHAI, (s) => { s.host = '*.shanghai.example'; }, '/host', /one exact name/],
  ['the host is an address', SHANGHAI, (s) => { s.host = '10.0.0.1'; }, '/host', /one exact name/],
  ['an echo is promised and not named', JIANGSU, (s) => { delete s.results[0].fields.echoName; delete s.results[0].fields.echoNumber; }, '/results/0/fields', /echoNumber or echoName/],
  ['an echo is named and not promised', JIANGSU, (s) => { s.identityEcho = 'none'; }, '/results/0/fields', /full or masked/],
  ['two services share a name', SHANGHAI, (s) => { s.results[1].id = 'city-results'; }, '/results/1/id', /taken/],
  ['the holder check looks nowhere', ZHEJIANG, (s) => { s.checks.holder.service = 'reports'; }, '/checks/holder/service', /use one of results/],
  ['outcomes are told and not translated', JIANGSU, (s) => { s.results[0].outcomes = {}; }, '/results/0/outcomes', /table is empty/],
  ['pools are told and not translated', ZHEJIANG, (s) => { delete s.results[0].poolSizes; }, '/results/0/poolSizes', /single and pooled/],
  ['no time is told', JIANGSU, (s) => { delete s.results[0].fields.sampleCollectedAt; delete s.results[0].fields.testedAt; }, '/results/0/fields', /at least one of sampleCollectedAt/],
  // limits
  ['nobody says how long answers take', SHANGHAI, (s) => { delete s.limits.p90Seconds; }, '/limits', /add "p90Seconds": Seconds within which nine answers of ten/],
  ['answers take longer than we wait', SHANGHAI, (s) => { s.limits.p90Seconds = 6; }, '/limits/p90Seconds', /later than the deadline of 5 s/],
  ['too few calls at once for the pace', SHANGHAI, (s) => { s.limits.concurrency = 19; }, '/limits/concurrency', /20 a second when answers take 1 s; set at least 20/],
  ['one call after the other is too slow for the pace', 'sources/tibet.json', (s) => { s.limits.requestsPerSecond = 2; }, '/limits/concurrency', /reaches 1\.11 a second .* lower requestsPerSecond to that, or set at least 2/],
  ['checks are offered and nothing is kept for them', SHANGHAI, (s) => { s.limits.shares.checks = 0; }, '/limits/shares/checks', /such as 0\.2/],
  ['something is kept for checks that are not offered', JIANGSU, (s) => { s.limits.shares.checks = 0.2; }, '/limits/shares/checks', /set 0/],
  ['nothing is left for results', SHANGHAI, (s) => { s.limits.shares.checks = 1; }, '/limits/shares', /keep 1 of the limit; leave something/],
  ["the day's quota lasts no hour", 'sources/xinjiang.json', (s) => { s.limits.dailyQuota = 17_000; }, '/limits/dailyQuota', /used up within an hour .* to 4\.72/],
  ["the day's quota is never reached", 'sources/xinjiang.json', (s) => { s.limits.dailyQuota = 432_001; }, '/limits/dailyQuota', /never reached/],
  ['a time of night is none', 'sources/tibet.json', (s) => { s.limits.maintenance[0].to = '24:00'; }, '/limits/maintenance/0/to', /HH:mm/],
  ['a window has no length', 'sources/tibet.json', (s) => { s.limits.maintenance[0].to = '00:00'; }, '/limits/maintenance/0', /two different times/],
  ['two windows overlap', 'sources/xpcc.json', (s) => { s.limits.maintenance.push({ from: '00:30', to: '02:00' }); }, '/limits/maintenance/1', /make one of the two/],
  ['it never opens', 'sources/tibet.json', (s) => { s.limits.maintenance.push({ from: '02:00', to: '00:00' }); }, '/limits/maintenance', /closes it all day/],
  // services
  ['a placeholder is misspelt', JIANGSU, (s) => { s.results[0].parameters.name = '$fullName'; }, '/results/0', /nothing stands for \$fullName; use one of \$name/],
  ['a placeholder in a body is misspelt', 'sources/xpcc.json', (s) => { const { Params } = s.results[0].body; Params.Condition = Params.Condition.replace('number', 'no'); }, '/results/0', /nothing stands for \$no;/],
  ["a check's placeholder is misspelt", NATIONAL, (s) => { s.checks.phone.parameters.sjh = '$mobile'; }, '/checks/phone', /nothing stands for \$mobile/],
  ["a service refers to a text it lacks", 'sources/beijing.json', (s) => { s.results[0].body.returnType = '$service.type'; }, '/results/0', /nothing stands for \$service\.type; use one of .*\$service\.id/],
  ['a keyed digest has no key', 'sources/hainan.json', (s) => { delete s.settings.signature.key; }, '/settings/signature', /add "key": Key of the hmac/],
  ['a plain digest has a key', JIANGSU, (s) => { s.settings.signature.key = '$secret.appKey'; }, '/settings/signature/key', /another kind; remove it/],
  ['pairs are joined where none are sorted', JIANGSU, (s) => { s.settings.signature.join = '|'; }, '/settings/signature', /must have property sorted/],
  ['a token has no place in its answer', SHANGHAI, (s) => { delete s.settings.token.value; }, '/settings/token', /add "value": Where the token stands/],
  ['an envelope does not say where its key goes', 'sources/shenzhen.json', (s) => { delete s.settings.envelope.key; }, '/settings/envelope', /add "key": hybrid: parameter that carries/],
  ['a key that both sides derive is sent', 'sources/tianjin.json', (s) => { s.settings.envelope.key = 'key'; }, '/settings/envelope/key', /another kind; remove it/],
  ["a setting's placeholder is misspelt", JIANGSU, (s) => { s.settings.headers.timestamp = '$timestmp'; }, '/settings', /nothing stands for \$timestmp; use one of .*\$timestamp/],
  ['a token is sent where none is had', JIANGSU, (s) => { s.settings.headers.access = 'Bearer ${token}'; }, '/settings', /nothing stands for \$token/],
  ['a service lacks a text that the settings send', 'sources/beijing.json', (s) => { s.checks.phone.settings.values = {}; }, '/checks/phone/settings/values', /add "id" for this service/],
  ['pages have no bound', 'sources/hainan.json', (s) => { delete s.results[0].paging.maxPages; }, '/results/0/paging', /add "maxPages": The most pages/],
  ['pages have no end', 'sources/hainan.json', (s) => { delete s.results[0].paging.next; }, '/results/0/paging', /add "next"/],
  ['a cursor has a page size', 'sources/hainan.json', (s) => { s.results[0].paging.pageSize = 20; }, '/results/0/paging/pageSize', /another kind; remove it/],
  ['a page has no size', 'sources/zhengzhou.json', (s) => { delete s.results[0].paging.pageSize; }, '/results/0/paging', /add "pageSize"/],
  ['one of several ways of writing times is unknown', 'sources/sichuan.json', (s) => { s.results[0].time[1] = 'dd.MM.yyyy'; }, '/results/0/time/1', /use one of yyyy-MM-dd/],
  ['every page would be the first', 'sources/zhengzhou.json', (s) => { delete s.results[0].parameters.pageNum; }, '/results/0', /told apart by \$page/],
  ['every first row would be the first', 'sources/shandong.json', (s) => { s.results[0].parameters.STARTNUM = '0'; }, '/results/0', /told apart by \$start/],
  ['a task comes in pages', 'sources/guizhou.json', (s) => { s.results[0].paging = { kind: 'link', maxPages: 2 }; }, '/results/0/paging', /keep paging or task/],
  ['a poll does not say which task', 'sources/guizhou.json', (s) => { s.results[0].task.poll.parameters = {}; }, '/results/0/task/poll', /does not send \$task/],
  ['no word means that a task is done', 'sources/guizhou.json', (s) => { delete s.results[0].task.state.values['2']; }, '/results/0/task/state/values', /means done; list it/],
  ['a task state is unknown', 'sources/guizhou.json', (s) => { s.results[0].task.state.values['5'] = 'paused'; }, '/results/0/task/state/values/5', /use one of processing/],
  ['a task is gone before it is polled', 'sources/guizhou.json', (s) => { s.results[0].task.everySeconds = 60; s.results[0].task.keptMinutes = 1; }, '/results/0/task/everySeconds', /poll sooner/],
  ["a poll's placeholder is misspelt", 'sources/guizhou.json', (s) => { s.results[0].task.poll.parameters.id = '$taskId'; }, '/results/0/task/poll', /nothing stands for \$taskId/],
  ['a table of codes is empty', SHANGHAI, (s) => { s.checks.matched.codes[0].values = {}; }, '/checks/matched/codes/0/values', /table is empty/],
  ['a national service has no number', NATIONAL, (s) => { delete s.checks.phone.settings.sid; }, '/checks/phone/settings', /add "sid"/],
  ['a kind of document is sent inside a body and has no code', 'sources/beijing.json', (s) => { s.documents.passport = ''; }, '/documents/passport', /give their code/],
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
  ['a place is listed twice', PLACES, (p) => [...p, p[3]], '/43/code', /listed twice/],
  ['a city has no province', PLACES, (p) => [...p, { code: '710100', zh: '某市', en: 'Nowhere' }], '/43/code', /710000 is not listed/],
  ['a scope is not named as its file', DELTA, (s) => { s.id = 'delta'; }, '/id', /file called yangtze-delta/],
  ['a scope names no source', DELTA, (s) => { delete s.jurisdictions; s.sources = ['taiwan']; }, '/sources/0', /no source is called "taiwan"/],
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
  expect(service.time.else.enum).toEqual([...TIME_FORMATS]);
  expect(service.time.then.items.enum).toEqual([...TIME_FORMATS]);
  expect(service.task.properties.state.properties.values.additionalProperties.enum).toEqual([...TASK_STATES]);
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
          for (const [property, value] of Object.entries(
            inner as Record<string, { description?: string; $ref?: string }>,
          ))
            if (!value.description && !value.$ref) undescribed.push(`${path}/${property}`);
        visit(inner, `${path}/${key}`);
      }
    };
    visit(JSON.parse(await readFile(join(CONFIG, `${name}.schema.json`), 'utf8')), name);
    expect(undescribed).toEqual([]);
  }
});
