/** The sandbox's world: what is kept for it, and that an environment that has ended reaches nothing any more. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../core/index.ts';
import { loadConfiguration } from '../functions/effects/configuration.ts';
import { SandboxClock } from './clock.ts';
import { FolderInUse, lockFolder } from './folder-lock.ts';
import { dataKeys, ownSecrets } from './secrets.ts';
import { createWorld, type Surroundings } from './world.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huren-world-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const configuration = await loadConfiguration('config');
const around = (dynamodbEndpoint = 'http://127.0.0.1:1'): Surroundings => ({
  clock: new SandboxClock(instantOf(0)),
  env: {},
  configuration,
  dynamodbEndpoint,
  queuesEndpoint: 'http://127.0.0.1:1',
  secrets: ownSecrets(),
  dataKeys: dataKeys(),
  originOf: (host) => ({ 'gateway.shanghai.example': 'http://127.0.0.1:2' })[host],
  random: Math.random,
  people: [{ id: 'li-ting' }],
  tables: {},
  buckets: {},
  sources: configuration.sources,
});
const anything = () => {};

describe('what is kept', () => {
  it('opens again what was sealed before a restart', async () => {
    const { plain, wrapped } = await dataKeys(folder).generate();
    expect(Buffer.from(await dataKeys(folder).unwrap(wrapped))).toEqual(Buffer.from(plain));
    expect(ownSecrets(folder)).toEqual(ownSecrets(folder));
  });

  it('cannot be opened with another folder’s key, nor when it was changed', async () => {
    const { wrapped } = await dataKeys(folder).generate();
    await expect(dataKeys().unwrap(wrapped)).rejects.toThrow();
    wrapped[30]! ^= 1;
    await expect(dataKeys(folder).unwrap(wrapped)).rejects.toThrow();
  });

  it('is its owner’s alone to read', async () => {
    ownSecrets(folder);
    await dataKeys(folder).generate();
    for (const name of ['secrets.json', 'sealing.key']) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });
});

describe('a folder', () => {
  it('belongs to one sandbox at a time', () => {
    const giveBack = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    giveBack();
    lockFolder(folder)();
  });
});

describe('a world', () => {
  it('leads only to hosts of the configuration, and knows only the invented people', () => {
    const world = createWorld(around(), new AbortController().signal, anything);
    expect(world.origin('gateway.shanghai.example')).toBe('http://127.0.0.1:2');
    expect(() => world.origin('elsewhere.example')).toThrow('elsewhere.example');
    expect(world.sandboxAccount!('li-ting')).toBeTruthy();
    expect(world.sandboxAccount!('nobody')).toBeUndefined();
  });

  it('shares nothing with another', async () => {
    const surroundings = around();
    const [one, other] = [0, 1].map(() => createWorld(surroundings, new AbortController().signal, anything));
    expect(await one!.configuration()).not.toBe(await other!.configuration());
    expect(one!.clients.dynamodb).not.toBe(other!.clients.dynamodb);
  });

  it('that has ended reaches neither tables nor sources, not even with a call under way', async () => {
    // A table that takes every call and answers none.
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const end = new AbortController();
    const world = createWorld(
      around(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`),
      end.signal,
      anything,
    );
    const client = new DynamoDBClient({ maxAttempts: 2, ...world.clients.dynamodb });
    const underWay = client.send(new ListTablesCommand({}));
    setTimeout(() => end.abort(), 50);
    await expect(underWay).rejects.toThrow();
    await expect(client.send(new ListTablesCommand({}))).rejects.toThrow('has ended');
    expect(() => world.origin('gateway.shanghai.example')).toThrow('has ended');
    silent.closeAllConnections();
    silent.close();
  });
});
