/** Both partitions' templates, packaged as `npm run package` does, against every rule; and each rule against a broken one. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfigurationFolder } from '../functions/effects/configuration.ts';
import { doors } from './doors.ts';
import { askFunctions, generate } from './generate.ts';
import { packageCloud } from './package.ts';
import { contractRoutes, openRoutes } from './routes.ts';
import { type Expected, rules } from './rules/index.ts';
import { type Partition, STAGES } from './stages.ts';
import type { Template } from './template.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const partitions = ['aws', 'aws-cn'] as const;
const architectures = { aws: 'arm64', 'aws-cn': 'x86_64' };
// Inside the repository, because the bundles are loaded below and serverless looks up its packages from there.
mkdirSync(join(root, '.package'), { recursive: true });
const outFolder = mkdtempSync(join(root, '.package/test-'));
const templates = {} as Record<Partition, Template>;
let expected: Omit<Expected, 'architecture' | 'partition'>;

beforeAll(async () => {
  await packageCloud(outFolder);
  for (const partition of partitions) {
    const file = join(outFolder, partition, 'artifacts/cloudformation-template-update-stack.json');
    templates[partition] = JSON.parse(readFileSync(file, 'utf8'));
  }
  expected = {
    sources: (await readConfigurationFolder(join(root, 'config'))).sources,
    doors: doors(join(root, 'functions')),
    routes: contractRoutes(join(root, 'functions/openapi.yaml')),
    openRoutes: openRoutes(join(root, 'functions/openapi.yaml')),
    written: Object.fromEntries(doors(join(root, 'functions')).map((door) => [door, codesWrittenBy(door)])),
    runtime: 'nodejs22.x',
  };
});
afterAll(() => rmSync(outFolder, { recursive: true, force: true }));

const rulesFor = (partition: Partition) => rules({ ...expected, partition, architecture: architectures[partition] });
const names = Object.keys(
  rules({
    partition: 'aws',
    sources: [],
    doors: [],
    routes: [],
    openRoutes: [],
    written: {},
    runtime: '',
    architecture: '',
  }),
);

/** A code that is written is a call's first argument; in the list of all codes it is a name. */
const codesWrittenBy = (door: string): string[] =>
  readdirSync(join(outFolder, 'bundles'))
    .filter((file) => file === `${door}.mjs` || new RegExp(`^${door}-[0-9A-Z]{8}\\.mjs$`).test(file))
    .flatMap((file) => [...readFileSync(join(outFolder, 'bundles', file), 'utf8').matchAll(/\("([a-z-]+)"[,)]/g)])
    .map(([, code]) => code!);

describe.each(partitions)('the template of %s', (partition) => {
  it.each(names)('%s', (name) => {
    expect(rulesFor(partition)[name]!(templates[partition])).toEqual([]);
  });

  it('has a queue per source and an ask function per protocol in use', () => {
    const functions = Object.values(templates[partition].Resources)
      .filter(({ Type }) => Type === 'AWS::Lambda::Function')
      .map(({ Properties }) => Properties.FunctionName);
    for (const { name } of askFunctions(expected.sources)) {
      expect(functions).toContain(`huren-${STAGES[partition]}-${name}`);
    }
  });
});

it('has room for half as many sources again', () => {
  const more = expected.sources
    .filter((_, at) => at % 2 === 0)
    .map((source) => ({ ...source, id: `${source.id}-too` }));
  const { resources } = generate([...expected.sources, ...more], { stage: 'prod-cn', partition: 'aws-cn' });
  const grown = {
    Resources: { ...templates['aws-cn'].Resources, ...(resources.Resources as unknown as Template['Resources']) },
  };
  for (const name of ['policies under 8 000 characters', 'fewer than 400 resources'])
    expect(rulesFor('aws-cn')[name]!(grown)).toEqual([]);
});

it('has for each alarm a line in docs/operate.md that says what to do', () => {
  const table = readFileSync(join(root, 'docs/operate.md'), 'utf8').match(/^\| alarm .*?\n\n/ms)![0];
  const told = [...table.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, names]) => names!.match(/[a-z-]+/g));
  const alarms = Object.values(templates.aws.Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
  expect(told.sort()).toEqual(alarms.map(({ Properties: p }) => p.AlarmName.replace('huren-prod-', '')).sort());
});

// biome-ignore lint/suspicious/noExplicitAny: broken on purpose
type Broken = Record<string, any>;
/** For each rule a change that breaks it, and what the rule must then name. */
const breaks: Record<string, [(resources: Broken) => void, RegExp]> = {
  'every property is one AWS knows': [
    (r) => (r.CacheTable.Properties.TimeToLive = {}),
    /CacheTable.TimeToLive: is unknown/,
  ],
  'every reference leads somewhere': [
    (r) => (r.TrustListsFilter.Properties.LogGroupName = { Ref: 'SignListLogGroup' }),
    /TrustListsFilter: refers to SignListLogGroup/,
  ],
  'no star in a role': [(r) => (policy(r.SignInRole)[1].Resource = '*'), /SignInRole: .* on every resource/],
  'every statement is about something': [
    (r) => (policy(r.BindIdentityRole).find((each: Broken) => each.Action === 'sqs:SendMessage').Resource = []),
    /BindIdentityRole: sqs:SendMessage on nothing/,
  ],
  'each function has a role of its own': [
    (r) => (r.PublishLambdaFunction.Properties.Role = { 'Fn::GetAtt': ['SignInRole', 'Arn'] }),
    /shares its role SignInRole/,
  ],
  'no role without a function': [(r) => (r.Spare = structuredClone(r.SignInRole)), /Spare: no function/],
  'policies under 8 000 characters': [
    (r) => (policy(r.SignInRole)[1].Resource = Array(300).fill({ 'Fn::GetAtt': ['LedgerTable', 'Arn'] })),
    /SignInRole: its policies have \d+ characters/,
  ],
  'few open the document pepper': [
    (r) =>
      policy(r.QueryResultsRole).push({ Effect: 'Allow', Action: 'x', Resource: 'secret:huren/prod/document-pepper' }),
    /QueryResultsRole: may read the document pepper/,
  ],
  'few see documents in the ledger': [
    (r) => delete policy(r.QueryResultsRole).find((each: Broken) => each.Condition).Condition,
    /QueryResultsRole: may see documents/,
  ],
  'few write of citizens': [
    (r) => {
      const put = policy(r.VerificationsRole).find((each: Broken) => each.Action === 'dynamodb:PutItem');
      put.Condition['ForAllValues:StringLike']['dynamodb:LeadingKeys'] = ['citizen#*', 'sealing#*'];
    },
    /VerificationsRole: may write what is kept of citizens/,
  ],
  'secrets of sources are read by who needs them': [
    (r) =>
      policy(r.AskSoapRole).push({
        Effect: 'Allow',
        Action: 'x',
        Resource: 'secret:huren/prod/sources/stranger-??????',
      }),
    /AskSoapRole: may read the secret of stranger/,
  ],
  'keys that sign are opened by who signs': [
    (r) =>
      policy(r.QueryResultsRole).push({
        Effect: 'Allow',
        Action: 'x',
        Resource: 'secret:huren/prod/signing-keys/share-??????',
      }),
    /QueryResultsRole: may sign for share/,
  ],
  'tables are encrypted with our key and expire': [
    (r) => delete r.CacheTable.Properties.SSESpecification.KMSMasterKeyId,
    /CacheTable: is not encrypted/,
  ],
  'the ledger survives': [
    (r) => (r.LedgerTable.Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled = false),
    /no point-in-time recovery/,
  ],
  'keys rotate and stay': [(r) => delete r.SealingKey.Properties.EnableKeyRotation, /SealingKey: does not rotate/],
  'queues and topics are encrypted': [
    (r) => delete r.DeadLetterQueue.Properties.SqsManagedSseEnabled,
    /DeadLetterQueue: is not encrypted/,
  ],
  'buckets are private and encrypted': [
    (r) => delete r.DocumentsBucket.Properties.PublicAccessBlockConfiguration.BlockPublicPolicy,
    /DocumentsBucket: BlockPublicPolicy is off/,
  ],
  'documents are reached through CloudFront only': [
    (r) => delete r.DocumentsBucketPolicy.Properties.PolicyDocument.Statement[0].Condition,
    /DocumentsBucketPolicy: lets in more/,
  ],
  'photos go': [
    (r) => (r.PapersBucket.Properties.VersioningConfiguration = { Status: 'Enabled' }),
    /PapersBucket: keeps versions/,
  ],
  'buckets refuse plain HTTP': [(r) => delete r.PapersBucketPolicy, /PapersBucket: answers without TLS/],
  'logs expire': [(r) => delete r.PublishLogGroup.Properties.RetentionInDays, /PublishLogGroup: keeps logs/],
  "reserved concurrency is the sum of the queues'": [
    (r) => (asks(r).Properties.ReservedConcurrentExecutions += 1),
    /reserves \d+, its queues use \d+/,
  ],
  'reserved concurrency fits an account': [
    (r) => (asks(r).Properties.ReservedConcurrentExecutions = 1_000),
    /reserve 1\d{3} concurrent executions/,
  ],
  'what runs by the clock has a place': [
    (r) => delete r.SignDashlistLambdaFunction.Properties.ReservedConcurrentExecutions,
    /SignDashlistLambdaFunction: runs by the clock/,
  ],
  'every route is throttled': [
    (r) => delete stage(r).RouteSettings['POST /desks'].ThrottlingBurstLimit,
    /HttpApiStage: POST \/desks may be asked for undefined times at once/,
  ],
  'throttled routes are there first': [
    (r) => (r.HttpApiStage.DependsOn = r.HttpApiStage.DependsOn.slice(0, -1)),
    /HttpApiStage: does not wait for HttpApiRoute/,
  ],
  'routes without a session have a rate of their own': [
    (r) => delete stage(r).RouteSettings['POST /desks/{id}/sessions'],
    /anybody may ask for POST \/desks\/\{id\}\/sessions/,
  ],
  'one message at a time, failures reported': [(r) => (mapping(r).Properties.BatchSize = 10), /several messages/],
  'visibility outlasts the function': [(r) => (asks(r).Properties.Timeout += 1), /visible again after/],
  'questions do not linger': [
    (r) => (r.QueueShanghai.Properties.MessageRetentionPeriod = 345_600),
    /QueueShanghai: keeps messages 345600 s/,
  ],
  'readers fit the queue': [(r) => (mapping(r).Properties.ScalingConfig.MaximumConcurrency = 1), /has 1 readers/],
  'what runs by the clock is alarmed': [
    (r) => (r.PublishAlarm.Properties.TreatMissingData = 'notBreaching'),
    /PublishLambdaFunction: nobody is alarmed when it fails or is not run/,
  ],
  'the trust list is young or alarmed': [
    (r) => (r.TrustListAgeAlarm.Properties.TreatMissingData = 'notBreaching'),
    /nobody is alarmed when it signs no list/,
  ],
  'what is logged is alarmed': [
    (r) => (r.DoorFailedInSignDashin.Properties.FilterPattern = '{ $.code = "door-failed" }'),
    /^SignDashinLambdaFunction: nobody is alarmed by door-failed$/m,
  ],
  'what no door answers is alarmed': [
    (r) => (r.TurnedAwayAlarm.Properties.AlarmActions = []),
    /^HttpApi: nobody is alarmed by its own 429$/,
  ],
  'dead letters are alarmed': [(r) => delete r.DeadLetterAlarm, /nobody is alarmed/],
  'functions stand in the network of their sources': [
    (r) => delete inSubnets(r).Properties.VpcConfig,
    /is reached by (fixed-address|extranet) only/,
  ],
  'nothing that the partition lacks': [
    (r) => (r.PublishLambdaFunction.Properties.TracingConfig = { Mode: 'Active' }),
    /X-Ray is not in aws-cn/,
  ],
  'no partition written out': [
    (r) => (policy(r.SignInRole)[1].Resource = 'arn:aws:dynamodb:x:y:table/z'),
    /SignInRole: arn:aws: is written out/,
  ],
  'fewer than 400 resources': [
    (r) => Array.from({ length: 400 }, (_, i) => (r[`Queue${i}`] = { Type: 'AWS::SQS::Queue' })),
    /has \d+ resources/,
  ],
  'runtime and architecture of the stage': [
    (r) => (r.PublishLambdaFunction.Properties.Runtime = 'nodejs18.x'),
    /PublishLambdaFunction: runs nodejs18.x/,
  ],
  'every door has a function': [(r) => delete r.PublishLambdaFunction, /functions\/publish.handler: no function/],
  "routes are the contract's": [
    (r) => (r.HttpApiRouteGetResults.Properties.RouteKey = 'GET /everything'),
    /GET \/results: is in openapi.yaml only/,
  ],
};

// biome-ignore lint/suspicious/noExplicitAny: broken on purpose
const policy = (role: any) => role.Properties.Policies[0].PolicyDocument.Statement;
const asks = (resources: Broken) =>
  Object.values(resources).find(({ Properties: p }) => p?.Handler === 'functions/ask-source.handler');
const inSubnets = (resources: Broken) => Object.values(resources).find(({ Properties: p }) => p?.VpcConfig);
const stage = (resources: Broken) => resources.HttpApiStage.Properties;
const mapping = (resources: Broken) =>
  Object.values(resources).find(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping');

describe('each rule can fail', () => {
  it.each(names)('%s', (name) => {
    const broken = structuredClone(templates.aws);
    const [breakIt, complaint] = breaks[name] ?? [() => undefined, /no example/];
    breakIt(broken.Resources);
    expect(rulesFor('aws')[name]!(broken).join('\n')).toMatch(complaint);
  });
});

/** By Node itself and not by the tests' loader; says which cannot be loaded and why. */
const LOADS_EACH = `for (const name of process.argv.slice(1))
  await import(process.cwd() + '/' + name).catch((error) => console.log(name, String(error)));`;

describe('the deployed bundles', () => {
  it('load as they lie in the zip, with their configuration beside them', async () => {
    for (const door of expected.doors) {
      const { handler } = await import(pathToFileURL(join(outFolder, 'aws/service/functions', `${door}.mjs`)).href);
      expect(handler, door).toBeTypeOf('function');
    }
    for (const partition of partitions) {
      for (const door of [...expected.doors.filter((name) => name !== 'ask-source'), 'ask-soap']) {
        expect(existsSync(join(outFolder, partition, 'artifacts', `${door}.zip`)), `${partition} ${door}`).toBe(true);
      }
    }
  });

  it('load whole, with what a door loads only when it needs it', async () => {
    const folder = join(outFolder, 'aws/service/functions');
    const files = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
    expect(files.length).toBeGreaterThan(expected.doors.length);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', LOADS_EACH, ...files],
      {
        cwd: folder,
        env: { PATH: process.env.PATH },
      },
    );
    expect(stdout).toBe('');
  });

  it('have no sandbox sign-in', () => {
    for (const door of expected.doors) {
      const text = readFileSync(join(outFolder, 'bundles', `${door}.mjs`), 'utf8');
      expect(text, door).not.toMatch(/[{,]\s*(async\s+)?sandboxAccount\s*[:(=]/);
    }
  });

  it('let nobody sign in as an invented person', async () => {
    vi.stubEnv('STAGE', 'prod');
    for (const name of ['CACHE_TABLE', 'LEDGER_TABLE', 'SECRETS_PREFIX', 'WECHAT_HOST', 'ALIPAY_HOST'])
      vi.stubEnv(name, 'x');
    vi.stubEnv('AWS_REGION', 'ap-southeast-1');
    const { handler } = await import(pathToFileURL(join(outFolder, 'aws/service/functions/sign-in.mjs')).href);
    const answer = await handler({
      version: '2.0',
      routeKey: 'POST /sessions',
      rawPath: '/sessions',
      headers: { 'content-type': 'application/json' },
      requestContext: { requestId: '1', http: { method: 'POST', path: '/sessions', sourceIp: '192.0.2.1' } },
      body: JSON.stringify({ platform: 'sandbox', person: 'chen-guolin' }),
      isBase64Encoded: false,
    });
    vi.unstubAllEnvs();
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ field: '/platform', detail: 'Send wechat or alipay.' });
  });

  it('take their credentials from the environment only', () => {
    for (const door of expected.doors) {
      expect(readFileSync(join(outFolder, 'bundles', `${door}.mjs`), 'utf8'), door).not.toContain('fromIni');
    }
  });
});
