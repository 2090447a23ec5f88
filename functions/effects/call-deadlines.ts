/** Call deadlines: how long one call to a service of AWS may take; its client would wait without end. */

/** With the retries that each client makes, all of them together end before the door's own time is over. */
export const CALL_DEADLINES = {
  connectionTimeout: 1_000,
  requestTimeout: 1_500,
  throwOnRequestTimeout: true,
} as const;
