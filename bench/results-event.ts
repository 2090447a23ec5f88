/** The mini-program's request for results, as API Gateway hands it to the door. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { formatInstant, type Instant } from '../core/index.ts';

export type ResultsQuery = { jurisdiction: string; scope: string; scene: string };

export function resultsEvent(token: string, query: ResultsQuery, now: Instant): APIGatewayProxyEventV2 {
  const routeKey = 'GET /results';
  const userAgent = 'MicroMessenger';
  return {
    version: '2.0',
    routeKey,
    rawPath: '/results',
    rawQueryString: new URLSearchParams(query).toString(),
    queryStringParameters: query,
    headers: { authorization: `Bearer ${token}`, accept: '*/*', 'user-agent': userAgent },
    requestContext: {
      accountId: '000000000000',
      apiId: 'bench',
      domainName: 'api.example',
      domainPrefix: 'api',
      http: { method: 'GET', path: '/results', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent },
      requestId: 'bench',
      routeKey,
      stage: '$default',
      time: formatInstant(now),
      timeEpoch: now,
    },
    isBase64Encoded: false,
  };
}
