/** Starts the embedded DynamoDB with the cloud's tables in a process of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface BenchTables {
  endpoint: string;
  cache: string;
  ledger: string;
  stop(): void;
}

export async function startTables(): Promise<BenchTables> {
  const child = fork(fileURLToPath(new URL('tables-process.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
  const [told] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the embedded DynamoDB did not start'))),
  ])) as [Omit<BenchTables, 'stop'>];
  return { ...told, stop: () => child.disconnect() };
}
