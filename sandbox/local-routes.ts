/** What the sandbox serves besides the API: its own controls under /sandbox, and the static documents as CloudFront gives them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { formatInstant } from '../core/index.ts';
import type { Clock } from '../functions/effects/world.ts';
import type { KeysMeans } from '../functions/operating/keys/means.ts';
import { ONLINE_USES } from '../functions/trust/key-life.ts';
import type { LocalRoutes } from './gateway.ts';
import { splitUrl } from './http-event.ts';
import { worksAt } from './invented-venues.ts';
import type { Person } from './people/index.ts';
import { type Fault, SOURCE_IDS, type Sources } from './sources/index.ts';
import type { SuperApps } from './super-apps/index.ts';

export interface LocalSettings {
  clock: Clock;
  people: Person[];
  sources: Pick<Sources, 'fault' | 'setFault' | 'faultsAt'>;
  superApps: Pick<SuperApps, 'loginCode' | 'phoneCode'>;
  /** Where an operator's command finds the tables. */
  dynamodb: { endpoint: string; cache: string; ledger: string };
  /** Where links that are given out lead. */
  h5Origin: string;
  /** What npm run keys works with. */
  keys: Pick<KeysMeans, 'secrets' | 'signNow' | 'algorithm'>;
  s3: S3Client;
  bucket: string;
}

interface Reply {
  status: number;
  body?: object;
}

const problem = (status: number, title: string, field: string, detail: string): Reply => ({
  status,
  body: { type: 'about:blank', title, status, field, detail },
});
const wrong = (field: string, detail: string) => problem(400, 'A field is wrong', field, detail);

export function localRoutes(settings: LocalSettings): LocalRoutes {
  return async (request, response, body) => {
    const { rawPath } = splitUrl(request.url ?? '/');
    const document = /^\/(sources|jurisdictions|policies|trust-list|keys-and-policies)$/.exec(rawPath)?.[1];
    if (request.method === 'GET' && document) {
      await sendDocument(settings, document, request, response);
      return true;
    }
    if (rawPath !== '/sandbox' && !rawPath.startsWith('/sandbox/')) return false;
    const route = `${request.method} ${rawPath}`;
    const reply = (await trustControl(settings, route, body)) ?? control(settings, route, body);
    if (!reply) return false;
    const type = reply.status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(reply.status, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(reply.body && JSON.stringify(reply.body));
    return true;
  };
}

/** What a stage's operators do to Secrets Manager, and the schedule's turn of sign-list taken at once. */
async function trustControl({ keys }: LocalSettings, route: string, body: Buffer): Promise<Reply | undefined> {
  if (route === 'POST /sandbox/trust-list') {
    await keys.signNow?.();
    return { status: 204 };
  }
  const [, method, name] = /^(GET|PUT) \/sandbox\/signing-keys\/(\w+)$/.exec(route) ?? [];
  const use = ONLINE_USES.find((each) => each === name);
  if (!use) return undefined;
  if (method === 'GET') return { status: 200, body: await keys.secrets.read(use) };
  const fields = parsed(body);
  if (!fields) return problem(400, 'The body is not JSON', '', 'Send one JSON object.');
  await keys.secrets.write(use, fields as Record<string, string>);
  return { status: 204 };
}

function control(settings: LocalSettings, route: string, body: Buffer): Reply | undefined {
  if (route === 'GET /sandbox') return { status: 200, body: status(settings) };
  if (route === 'GET /sandbox/people') return { status: 200, body: settings.people.map(presented) };
  const fault = /^PUT \/sandbox\/sources\/([\w-]+)\/fault$/.exec(route);
  const codes = /^POST \/sandbox\/(login|phone)-codes$/.exec(route);
  if (!fault && !codes) return undefined;
  const fields = parsed(body);
  if (!fields) return problem(400, 'The body is not JSON', '', 'Send one JSON object.');
  return fault ? setFault(settings, fault[1]!, fields) : giveCode(settings, codes![1] as 'login' | 'phone', fields);
}

const status = ({ clock, dynamodb, h5Origin, keys, sources, people }: LocalSettings) => ({
  now: formatInstant(clock.now()),
  dynamodb,
  h5Origin,
  issuerAlgorithm: keys.algorithm,
  sources: SOURCE_IDS.map((id) => ({ id, fault: sources.fault(id), faults: sources.faultsAt(id) })),
  people: people.length,
});

function presented({ id, zh, en, story, bound, documents, name, phone, specimenNumber, family }: Person) {
  const [document] = documents;
  const venues = worksAt(id);
  const relatives = family?.map((member) => {
    const { name, relation, documents, specimenNumber } = member;
    return { name, relation, document: documents[0], specimenNumber };
  });
  const own = { document, documents, name, phone: phone.number, specimenNumber };
  return { id, zh, en, story, bound, ...own, family: relatives, venues };
}

function setFault({ sources }: LocalSettings, id: string, { fault }: Record<string, unknown>): Reply {
  const source = SOURCE_IDS.find((known) => known === id);
  if (!source) return problem(404, 'There is no such source', 'id', `One of ${SOURCE_IDS.join(', ')}.`);
  const playable = sources.faultsAt(source);
  if (fault !== null && !playable.includes(fault as Fault)) {
    return wrong('fault', `null or one of ${playable.join(', ')}.`);
  }
  sources.setFault(source, fault as Fault | null);
  return { status: 200, body: { id, fault } };
}

function giveCode(
  settings: LocalSettings,
  kind: 'login' | 'phone',
  { platform, person }: Record<string, unknown>,
): Reply {
  const known = settings.people.find(({ id }) => id === person);
  if (!known) return wrong('person', 'An id of GET /sandbox/people.');
  if (kind === 'phone') {
    if (platform !== 'wechat') return wrong('platform', 'wechat; Alipay gives no code for a phone number.');
    return { status: 200, body: { code: settings.superApps.phoneCode(platform, known.id) } };
  }
  if (platform !== 'wechat' && platform !== 'alipay') return wrong('platform', 'wechat or alipay.');
  return { status: 200, body: { code: settings.superApps.loginCode(platform, known.id) } };
}

function parsed(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as never) : undefined;
  } catch {
    return undefined;
  }
}

/** As CloudFront does in front of the bucket. */
async function sendDocument(settings: LocalSettings, name: string, request: IncomingMessage, response: ServerResponse) {
  try {
    const document = await settings.s3.send(new GetObjectCommand({ Bucket: settings.bucket, Key: name }));
    const headers = {
      etag: document.ETag!,
      'cache-control': document.CacheControl ?? 'no-cache',
      date: new Date(settings.clock.now()).toUTCString(),
    };
    if (request.headers['if-none-match'] === document.ETag) {
      response.writeHead(304, headers).end();
      return;
    }
    const bytes = await document.Body!.transformToByteArray();
    response.writeHead(200, { ...headers, 'content-type': document.ContentType ?? 'application/json' }).end(bytes);
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
    response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ message: 'Not Found' }));
  }
}
