/** How requests are written and signed: every recipe against a vector worked out beforehand, mostly by the settings of the sources that use it. */
import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { instantOf } from '../core/index.ts';
import type { Connection } from './protocol.ts';
import { type RequestSettings, type Target, valuesOf, writeRequest } from './request.ts';
import type { SourceFile } from './source-file.ts';
import { meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';

const AT = instantOf(1_659_096_000_000); // 29 July 2022, 20:00 in Beijing

function request(settings: RequestSettings, target: Target, secret: Record<string, string>, more: object = {}) {
  const source = { documents: { 'resident-id': '01' } } as SourceFile;
  const means = meansAt('http://unasked.example', secret);
  const connection = { source, ...means, now: () => AT } as unknown as Connection;
  return writeRequest(settings, target, { ...valuesOf(connection, settings.timestamp, target, ZHANG_SAN), ...more });
}

/** The first service of a source's own file, asked at AT with the nonce abc-123. */
function ofSource(id: string, secret: Record<string, string>, more: object = {}) {
  const { settings, results, documents } = sourceFile(id);
  const source = { documents } as SourceFile;
  const means = meansAt('http://unasked.example', secret);
  const connection = { source, ...means, now: () => AT } as unknown as Connection;
  const values = valuesOf(connection, (settings as RequestSettings).timestamp, results[0]!, ZHANG_SAN);
  return writeRequest(settings as RequestSettings, results[0]!, { ...values, ...more });
}

const form = ({ body }: { body?: unknown }) => Object.fromEntries(new URLSearchParams(String(body)));
const json = ({ body }: { body?: unknown }) => JSON.parse(String(body));

test('D3: MD5 over key, secret and milliseconds', () => {
  const sent = form(ofSource('zhejiang', { appKey: 'A330demo' }, { $token: 'secretdemo' }));
  expect(sent).toEqual({
    sfzh: ZHANG_SAN.document.number,
    appKey: 'A330demo',
    sign: '74af817437a0587cabd68b8d76b46e52',
    requestTime: '1659096000000',
  });
});

test('D4: SHA-256 over time, token, nonce and time again', () => {
  const { headers } = ofSource('guangdong', { paasId: 'paas-demo', token: 'token-demo' });
  expect(headers).toMatchObject({
    'x-tif-timestamp': '1659096000',
    'x-tif-signature': 'a21181d3bb9e503926d533d8cb4488a83bd41f07872f67cadb34f0d434f36167',
  });
});
