/** What each door's bundle pulls in: start-up is paid by whoever comes first in the morning. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

async function inputsOf(door: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`./${door}.ts`, import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    outdir: '/nowhere',
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs);
}

test.each([
  ['query-results', /client-s3|alipay-sdk|undici|fast-xml-parser|iconv-lite|valibot|cborg/],
  ['paper-results', /alipay-sdk|undici|fast-xml-parser|iconv-lite/],
  ['ask-source', /client-s3|client-sqs/],
  ['bind-identity', /client-s3/],
  ['dependents', /client-s3|alipay-sdk|undici|fast-xml-parser|iconv-lite/],
  ['look-ups', /client-s3|alipay-sdk|undici|fast-xml-parser|iconv-lite/],
  ['sign-in', /client-s3|client-sqs/],
  ['publish', /client-sqs|alipay-sdk|undici|\/jose\//],
  ['receipts', /client-s3|client-sqs|alipay-sdk|undici|fast-xml-parser|iconv-lite/],
  ['sign-list', /client-sqs|alipay-sdk|undici|\/jose\/|shamir/],
  ['share-codes', /client-s3|client-sqs|alipay-sdk|undici/],
  ['paper-codes', /client-s3|client-sqs|alipay-sdk|undici/],
  ['share-links', /client-s3|client-sqs|alipay-sdk|undici|cborg/],
  ['venues', /client-s3|client-sqs|alipay-sdk|undici/],
  ['verifications', /client-s3|client-sqs|alipay-sdk|undici|fast-xml-parser|iconv-lite/],
  ['desks', /client-s3|client-sqs|alipay-sdk|undici|cborg/],
  ['tallies', /client-s3|client-sqs|alipay-sdk|undici/],
  ['receive-results', /client-s3|client-sqs|alipay-sdk|undici|\/jose\//],
])('%s does without %s', async (door, without) => {
  const inputs = await inputsOf(door);
  expect(inputs.length).toBeGreaterThan(10);
  expect(inputs.filter((input) => without.test(input))).toEqual([]);
});
