/** Origin: lets the H5 page of this stage, and no other site, call from a browser (CORS). */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** `allowed` is API_ORIGIN_ALLOWED: one origin, or `*` where a stage has no personal data worth keeping from a browser. */
export function allowingOrigin(allowed: string | undefined, event: APIGatewayProxyEventV2): Record<string, string> {
  const asking = event.headers.origin;
  if (!allowed || !asking || (allowed !== '*' && allowed !== asking)) return {};
  return {
    'access-control-allow-origin': allowed,
    'access-control-allow-methods': 'GET, PUT, POST, DELETE',
    'access-control-allow-headers': 'authorization, content-type, if-none-match',
    'access-control-expose-headers': 'etag, x-poll-after-ms, x-as-of, retry-after',
    'access-control-max-age': '600',
    vary: 'Origin',
  };
}
