/** Test doors: all doors of one environment on the test ground, and what several tests do there with invented people. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { handle as askSource } from '../ask-source.ts';
import { handle as bindIdentity } from '../bind-identity.ts';
import { handle as dependents } from '../dependents.ts';
import { handle as desks } from '../desks.ts';
import { endpoint, type Handle } from '../door/endpoint.ts';
import type { Effects } from '../effects/effects.ts';
import { createEffects } from '../effects/index.ts';
import { handle as lookUps } from '../look-ups.ts';
import { handle as paperCodes } from '../paper-codes.ts';
import { handle as paperResults } from '../paper-results.ts';
import { handle as queryResults } from '../query-results.ts';
import { handle as receipts } from '../receipts.ts';
import { handle as receiveResults } from '../receive-results.ts';
import { handle as shareCodes } from '../share-codes.ts';
import { handle as shareLinks } from '../share-links.ts';
import { handle as signIn } from '../sign-in.ts';
import { handle as tallies } from '../tallies.ts';
import { handle as venues } from '../venues.ts';
import { handle as verifications } from '../verifications.ts';
import type { TestGround } from './ground.ts';

/** Nobody's: the check digit is right, the birth date lies before anybody alive. */
export const NUMBER = '110101193003070014';
export const NAME = '欧阳测试';

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever an answer holds and fails where it is not there
export type Json = any;

export interface Answered {
  status: number;
  headers: Record<string, string>;
  text: string;
  body: Json;
}

export interface Call {
  token?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: unknown;
  address?: string;
}

/** The kind of the problem that was answered; `undefined`: none was. */
export const typeOf = ({ body }: Pick<Answered, 'body'>): string | undefined => body?.type?.slice('/problems/'.length);

/** One environment with all doors, called over the endpoint adapter as API Gateway would. */
export interface TestDoors {
  effects: Effects;
  call(method: string, path: string, call?: Call): Promise<Answered>;
  /** Runs what waits in the source's queue, as ask-source would, and returns how many. */
  answer(source: string): Promise<number>;
  signIn(person: string): Promise<string>;
  /** Binds to the end and returns the answer of GET /identity. */
  bind(token: string, body: object): Promise<Answered>;
  results(token: string, query?: Record<string, string>, headers?: Record<string, string>): Promise<Answered>;
}

export async function openDoors(ground: TestGround): Promise<TestDoors> {
  const effects = await createEffects(ground.world());
  const built = async () => effects;
  const doors: Record<string, ReturnType<typeof endpoint>> = {
    '/sessions': endpoint(signIn as Handle<Effects>, built),
    '/identity': endpoint(bindIdentity as Handle<Effects>, built),
    '/dependents': endpoint(dependents as Handle<Effects>, built),
    '/dependents/{id}': endpoint(dependents as Handle<Effects>, built),
    '/look-ups': endpoint(lookUps as Handle<Effects>, built),
    '/look-ups/{id}': endpoint(lookUps as Handle<Effects>, built),
    '/results': endpoint(queryResults as Handle<Effects>, built),
    '/paper-results': endpoint(paperResults as Handle<Effects>, built),
    '/paper-results/{id}': endpoint(paperResults as Handle<Effects>, built),
    '/paper-results/{id}/photo': endpoint(paperResults as Handle<Effects>, built),
    '/paper-codes': endpoint(paperCodes as Handle<Effects>, built),
    '/share-codes': endpoint(shareCodes as Handle<Effects>, built),
    '/share-codes/{id}': endpoint(shareCodes as Handle<Effects>, built),
    '/share-links': endpoint(shareLinks as Handle<Effects>, built),
    '/share-links/{id}': endpoint(shareLinks as Handle<Effects>, built),
    '/share-links/{id}/openings': endpoint(shareLinks as Handle<Effects>, built),
    '/looks': endpoint(shareCodes as Handle<Effects>, built),
    '/venues': endpoint(venues as Handle<Effects>, built),
    '/venues/{id}/staff': endpoint(venues as Handle<Effects>, built),
    '/venues/{id}/staff/{key}': endpoint(venues as Handle<Effects>, built),
    '/venues/{id}/invitations': endpoint(venues as Handle<Effects>, built),
    '/venues/{id}/poster': endpoint(venues as Handle<Effects>, built),
    '/verifications': endpoint(verifications as Handle<Effects>, built),
    '/desks': endpoint(desks as Handle<Effects>, built),
    '/desks/{id}': endpoint(desks as Handle<Effects>, built),
    '/desks/{id}/sessions': endpoint(desks as Handle<Effects>, built),
    '/receipts': endpoint(receipts as Handle<Effects>, built),
    '/tallies': endpoint(tallies as Handle<Effects>, built),
    '/sources/{id}/results': endpoint(receiveResults as Handle<Effects>, built),
  };
  const test: TestDoors = {
    effects,
    async call(method, path, { token, query, headers, body, address = '192.0.2.1' } = {}) {
      const { route, parameters } = routeOf(path, Object.keys(doors));
      const event = {
        version: '2.0',
        routeKey: `${method} ${route}`,
        rawPath: path,
        pathParameters: parameters,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        queryStringParameters: query,
        requestContext: { requestId: 'test-reference', http: { method, path, sourceIp: address } },
        body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
        isBase64Encoded: false,
      } as unknown as APIGatewayProxyEventV2;
      const { statusCode = 0, headers: sent = {}, body: text = '' } = await doors[route]!(event);
      return {
        status: statusCode,
        headers: sent as Record<string, string>,
        text,
        body: text === '' ? undefined : JSON.parse(text),
      };
    },
    async answer(source) {
      const messages = ground.take(source);
      await Promise.all(messages.map((message) => askSource(effects, message)));
      return messages.length;
    },
    async signIn(person) {
      const { body } = await test.call('POST', '/sessions', { body: { platform: 'sandbox', person } });
      return body.token;
    },
    async bind(token, body) {
      const put = await test.call('PUT', '/identity', { token, body });
      if (put.status !== 202) throw new Error(`PUT /identity answered ${put.text}`);
      // A source that could not say is replaced, or asked again, by whoever looks.
      for (;;) {
        for (const { id } of ground.configuration.sources) await test.answer(id);
        const looked = await test.call('GET', '/identity', { token });
        if (looked.body.state !== 'checking') return looked;
      }
    },
    results: (token, query, headers) =>
      test.call('GET', '/results', {
        token,
        headers,
        query: { jurisdiction: '310000', scope: 'everywhere', scene: 'public-places', ...query },
      }),
  };
  return test;
}

/** The route that a path takes, and what stands where the route has a name in braces. */
function routeOf(path: string, routes: string[]): { route: string; parameters: Record<string, string> } {
  for (const route of routes) {
    const pattern = new RegExp(`^${route.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const match = pattern.exec(path);
    if (match) return { route, parameters: { ...match.groups } };
  }
  throw new Error(`no door takes ${path}`);
}

/** A claim that a phone proves, with the phone code of the test's WeChat. */
export function phoneClaim(number = NUMBER, name = NAME, type = 'resident-id') {
  return { name, document: { type, number }, phoneCode: 'phone-code', consent: { textVersion: '2022-08-01' } };
}

/** Lets the test's servers confirm every phone and every name. */
export function confirmEverybody({ answers }: TestGround): void {
  answers['/nation/phone'] = () => ({ code: '0', yes: '1' });
  answers['/nation/matched'] = () => ({ code: '0', yes: '1' });
  answers['/cgi-bin/token'] = () => ({ access_token: 'of-wechat', expires_in: 7200 });
  answers['/wxa/business/getuserphonenumber'] = () => ({
    errcode: 0,
    errmsg: 'ok',
    phone_info: { purePhoneNumber: '13800000000', countryCode: '86', watermark: { appid: 'wx-test' } },
  });
}

/** A row as the test's sources give it. */
export function row(name: string, number: string, more: object = {}): object {
  return {
    name,
    number,
    outcome: '阴性',
    sampled: '2022-07-31 16:10:00',
    issued: '2022-07-31 22:40:00',
    institution: '某某医学检验所',
    specimen: 'T2207310001',
    ...more,
  };
}
