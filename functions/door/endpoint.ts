/** Endpoint: turns an API Gateway event (HTTP API, payload 2.0) into a request for a door, and catches what the door throws. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Instant } from '../../core/index.ts';
import type { Surroundings } from '../effects/effects.ts';
import { log, withoutContent } from '../effects/log.ts';
import { problem } from './problem.ts';
import { readRequest } from './read-request.ts';
import type { Request, Response } from './request.ts';

/** What every door file at this level exports as `handle`. */
export type Handle<E extends Surroundings> = (effects: E, request: Request) => Promise<Response>;
export type HttpHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** `effects` is called with the first event, and again only if it failed. */
export function endpoint<E extends Surroundings>(handle: Handle<E>, effects: () => Promise<E>): HttpHandler {
  let built: Promise<E> | undefined;
  return async (event) => {
    const reference = event.requestContext.requestId;
    try {
      built ??= effects();
      const ready = await built;
      return written(await respond(handle, ready, event, reference), reference, ready.world.clock.now());
    } catch (error) {
      // Only building the effects can fail here; the next event tries again.
      built = undefined;
      log('door-failed', { reference, route: event.routeKey, ...withoutContent(error) });
      return written(defect(), reference);
    }
  };
}

async function respond<E extends Surroundings>(
  handle: Handle<E>,
  effects: E,
  event: APIGatewayProxyEventV2,
  reference: string,
): Promise<Response> {
  try {
    const read = readRequest(event, reference);
    return 'request' in read ? await handle(effects, read.request) : read.problem;
  } catch (error) {
    effects.log('door-failed', { reference, route: event.routeKey, ...withoutContent(error) });
    return defect();
  }
}

function defect(): Response {
  return problem('defect', { detail: 'Try again in a minute. If it stays so, quote the reference.' });
}

/** `now` goes with every answer, so that phones whose clocks are wrong know the time. */
function written(response: Response, reference: string, now?: Instant): APIGatewayProxyStructuredResultV2 {
  const { status, headers, body } = response;
  const isProblem = headers?.['content-type']?.startsWith('application/problem+json') === true;
  const text = typeof body === 'string' ? body : body && JSON.stringify(isProblem ? { ...body, reference } : body);
  return {
    statusCode: status,
    headers: {
      ...(text === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(now !== undefined && { 'x-now': String(now) }),
      ...headers,
    },
    ...(text === undefined ? {} : { body: text }),
  };
}
