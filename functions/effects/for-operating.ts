/** Effects of an operator's command: what all environments agree on about sources, and what was counted; nothing about anybody. */
import { type Acts, createActs } from './acts.ts';
import { createCodes } from './codes.ts';
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
  acts: Acts;
  clock: Pick<Clock, 'now'>;
}

/** Where an order is obeyed: a stage's tables in its `region`, or at its `endpoint` the sandbox's, which ask for no credentials. */
export interface OrderPlace {
  cacheTable: string;
  ledgerTable: string;
  region?: string;
  endpoint?: string;
  clock: Pick<Clock, 'now'>;
}

type InLedger = Omit<OrderPlace, 'cacheTable'>;

/** Of `npm run keys`: the trust items, revocations, and whose a code is. */
export function createKeysEffects(at: InLedger): Pick<Effects, 'trustStore' | 'revocations' | 'codes' | 'acts'> {
  const tables = tablesAt(at);
  return {
    trustStore: createTrustStore(tables),
    revocations: createRevocations(at, tables),
    codes: createCodes(at, tables),
    acts: createActs(at, tables),
  };
}

/** Of `npm run venue`: venues with all that stands beside them, and what revokes their posters. */
export function createVenueOrderEffects(
  at: InLedger,
): Pick<Effects, 'venues' | 'acts' | 'invitations' | 'posters' | 'revocations' | 'trustStore'> {
  const tables = tablesAt(at);
  return {
    venues: createVenues(at, tables),
    acts: createActs(at, tables),
    invitations: createInvitations(at, tables),
    posters: createPosters(at, tables),
    revocations: createRevocations(at, tables),
    trustStore: createTrustStore(tables),
  };
}

/** Of `npm run receipts`: how many were turned away where, and what those venues are called. */
export function createReceiptOrderEffects(at: InLedger): Pick<Effects, 'venues'> & { receipts: ReceiptCounts } {
  const tables = tablesAt(at);
  return { venues: createVenues(at, tables), receipts: createReceiptCounts(at, tables) };
}

/** Of `npm run source`. */
export function createOperatingEffects(at: OrderPlace): OperatingEffects {
  const tables = tablesAt(at);
  return {
    control: createControl(at, tables),
    hours: createHours(at, tables),
    acts: createActs(at, tables),
    clock: at.clock,
  };
}

function tablesAt({ cacheTable = 'none', ledgerTable, region, endpoint }: InLedger & { cacheTable?: string }) {
  const nobody = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  return createTables({
    env: { CACHE_TABLE: cacheTable, LEDGER_TABLE: ledgerTable },
    clients: { dynamodb: endpoint ? { endpoint, region: 'us-east-1', credentials: nobody } : { region } },
  });
}
