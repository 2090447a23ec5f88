/** Effects of an operator's command: what all environments agree on about sources, and what was counted; nothing about anybody. */
import { instantOf } from '../../core/index.ts';
import { type Control, createControl } from './control.ts';
import type { Effects } from './effects.ts';
import { createHours, type Hours } from './hours.ts';
import { createInvitations } from './invitations.ts';
import { createPosters } from './posters.ts';
import { createReceiptCounts, type ReceiptCounts } from './receipts.ts';
import { createRevocations } from './revocations.ts';
import { createTables } from './tables.ts';
import { createTrustStore } from './trust-store.ts';
import { createVenues } from './venues.ts';
import type { Clock } from './world.ts';

export interface OperatingEffects {
  control: Control;
  hours: Hours;
  clock: Pick<Clock, 'now'>;
}

/** Of `npm run keys`: the trust items and revocations, in the sandbox's ledger or a stage's. */
export function createKeysEffects(at: {
  ledgerTable: string;
  endpoint?: string;
  clock: Pick<Clock, 'now'>;
}): Pick<Effects, 'trustStore' | 'revocations'> {
  const tables = tablesAt({ cache: 'none', ledger: at.ledgerTable, endpoint: at.endpoint });
  return { trustStore: createTrustStore(tables), revocations: createRevocations(at, tables) };
}

/** Of `npm run venue`: venues with all that stands beside them, and what revokes their posters. */
export function createVenueOrderEffects(at: {
  ledgerTable: string;
  endpoint?: string;
  clock: Pick<Clock, 'now'>;
}): Pick<Effects, 'venues' | 'invitations' | 'posters' | 'revocations' | 'trustStore'> {
  const tables = tablesAt({ cache: 'none', ledger: at.ledgerTable, endpoint: at.endpoint });
  return {
    venues: createVenues(at, tables),
    invitations: createInvitations(at, tables),
    posters: createPosters(at, tables),
    revocations: createRevocations(at, tables),
    trustStore: createTrustStore(tables),
  };
}

/** Of `npm run receipts`: how many were turned away where, and what those venues are called. */
export function createReceiptOrderEffects(at: {
  ledgerTable: string;
  endpoint?: string;
  clock: Pick<Clock, 'now'>;
}): Pick<Effects, 'venues'> & { receipts: ReceiptCounts } {
  const tables = tablesAt({ cache: 'none', ledger: at.ledgerTable, endpoint: at.endpoint });
  return { venues: createVenues(at, tables), receipts: createReceiptCounts(at, tables) };
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
  const tables = tablesAt({ cache: cacheTable, ledger: 'none', endpoint });
  const world = { clock };
  return { control: createControl(world, tables), hours: createHours(world, tables), clock };
}

function tablesAt({ cache, ledger, endpoint }: { cache: string; ledger: string; endpoint?: string }) {
  const nobody = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  return createTables({
    env: { CACHE_TABLE: cache, LEDGER_TABLE: ledger },
    clients: endpoint ? { dynamodb: { endpoint, region: 'us-east-1', credentials: nobody } } : {},
  });
}
