/** The fields a protocol uses by itself are just those without which it refuses to ask. */
import { afterEach, expect, test } from 'vitest';
import { askSource } from './index.ts';
import { fieldsOfProtocol } from './secret-fields.ts';
import type { SourceFile } from './source-file.ts';
import { type LoopbackSource, startLoopbackSource } from './testing/loopback-source.ts';
import { meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';
import { publicKeyOf } from './testing/plain-sm2.ts';

let server: LoopbackSource | undefined;
afterEach(() => server?.stop());

async function serve(): Promise<LoopbackSource> {
  server = await startLoopbackSource(() => ({ status: 503 }));
  return server;
}

const IN_SHAPE: Record<string, string> = {
  appCode: 'sixteen letters or more',
  iv: '0'.repeat(32),
  privateKey: '1'.repeat(64),
  publicKey: publicKeyOf('2'.repeat(64)),
};

const cbc = (source: SourceFile): SourceFile => {
  const envelope = { kind: 'medical-insurance', mode: 'cbc' };
  return { ...source, settings: { ...source.settings, envelope } };
};

test.each<[string, SourceFile]>([
  ['national-platform', sourceFile('national-platform')],
  ['tianjin', sourceFile('tianjin')],
  ['tianjin in CBC', cbc(sourceFile('tianjin'))],
  ['shenzhen', sourceFile('shenzhen')],
])('%s', async (_name, source) => {
  const { origin } = await serve();
  const named = [...JSON.stringify(source).matchAll(/\$secret\.(\w+)/g)].map(([, field]) => field!);
  const fields = [...new Set([...named, ...fieldsOfProtocol(source)])];
  const whole = Object.fromEntries(fields.map((field) => [field, IN_SHAPE[field] ?? 'text']));
  const ask = (secret: Record<string, string>) => askSource(source, meansAt(origin, secret), ZHANG_SAN);
  expect(await ask(whole)).toMatchObject({ reply: { reason: 'source-error' }, calls: 1 });
  for (const field of fields) {
    const { [field]: _left, ...rest } = whole;
    expect([field, await ask(rest)]).toMatchObject([field, { reply: { reason: 'refused' }, calls: 0 }]);
  }
});

test('all others use what their file names, and nothing else', () => {
  for (const id of ['shanghai', 'zhejiang', 'jiangsu', 'hexin-lab', 'mingze-gene'])
    expect(fieldsOfProtocol(sourceFile(id))).toEqual([]);
});
