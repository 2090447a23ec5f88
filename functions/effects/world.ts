/** World: everything outside the code that the functions need and that differs between AWS and the sandbox. */
import type { Instant } from '../../core/index.ts';
import type { Configuration } from './configuration.ts';

/** All time comes from here. The sandbox's runs from 1 August 2022; a bench may run it slower than the wall. */
export interface Clock {
  now(): Instant;
  /** Resolves after `ms` of this clock's time, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Enough of a world to tell the time. */
export interface Timed {
  clock: Pick<Clock, 'now'>;
}

export interface World {
  clock: Clock;
  /** Settings by environment variable name, the same names as in serverless.yml. */
  env: Record<string, string | undefined>;
  /** What config/ holds. AWS: `configuration.json` beside the bundle; sandbox: `loadConfiguration('config')`. */
  configuration(): Promise<Configuration>;
  /** Options merged into every AWS SDK client's constructor: the sandbox gives endpoints and dummy credentials. */
  clients: { dynamodb?: object; sqs?: object; s3?: object };
  /**
   * A secret by name, as fields: the same object as long as they are remembered. AWS: Secrets Manager under SECRETS_PREFIX,
   * remembered for a quarter of an hour, or for `notOlderMs`.
   */
  secret(name: string, notOlderMs?: number): Promise<Record<string, string>>;
  /** Data keys for sealing. AWS: KMS; sandbox: a key file. */
  dataKeys: {
    generate(): Promise<{ plain: Uint8Array; wrapped: Uint8Array }>;
    unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
  };
  /** Where to connect for a host named in configuration. AWS: `https://<host>`; sandbox: a loopback origin. */
  origin(host: string): string;
  /** 0 ≤ x < 1; the sandbox's comes from a seed. */
  random(): number;
  /** Only in the sandbox: turns an invented person's id into the account they sign in with. */
  sandboxAccount?(person: string): string | undefined;
}
