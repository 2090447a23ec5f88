/** Effects of an operator's command: what all environments agree on about sources, and what was counted; nothing about anybody. */
import { instantOf } from '../../core/index.ts';
import { type Control, createControl } from './control.ts';
import { createHours, type Hours } from './hours.ts';
import { createTables } from './tables.ts';
import type { Clock } from './world.ts';

export interface OperatingEffects {
  control: Control;
  hours: Hours;
  clock: Pick<Clock, 'now'>;
}

/** With an `endpoint` it is the sandbox's table, which asks for no credentials. */
export function createOperatingEffects({
  cacheTable,
  endpoint,
  clock = { now: () => instantOf(Date.now()) },
}: {
  cacheTable: string;
  endpoint?: string;
  clock?: Pick<Clock, 'now'>;
}): OperatingEffects {
  const nobody = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  const tables = createTables({
    env: { CACHE_TABLE: cacheTable, LEDGER_TABLE: 'none' },
    clients: endpoint ? { dynamodb: { endpoint, region: 'us-east-1', credentials: nobody } } : {},
  });
  const world = { clock };
  return { control: createControl(world, tables), hours: createHours(world, tables), clock };
}
