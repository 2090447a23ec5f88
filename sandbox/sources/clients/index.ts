/** A client for every source that is described on top of the dialects. */
import type { Client } from './client.ts';
import { IN_STEPS } from './in-steps.ts';
import { SEALED_OR_MARKED_UP } from './sealed-or-marked-up.ts';
import { SIGNED } from './signed.ts';

export const CLIENTS = { ...SIGNED, ...IN_STEPS, ...SEALED_OR_MARKED_UP } satisfies Record<string, Client>;
export type ClientId = keyof typeof CLIENTS;
