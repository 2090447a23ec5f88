/** What every client of the embedded services is given: they check no credentials, and nothing leads to AWS. */
export const EMBEDDED = {
  region: 'sandbox-1',
  credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
} as const;
