/** Bodies of GET /results as functions/openapi.yaml has them, for tests. */

interface Sample {
  until?: string;
  decision?: object;
  asOf?: string;
  pollAfterMs?: number | null;
  askAgainAt?: string | null;
  sources?: object[];
  papers?: object[];
  reason?: string;
}

export function resultsBody(sample: Sample = {}) {
  const until = sample.until ?? '2022-08-02T14:05:00+08:00';
  const recognised = { kind: 'recognised', until, basis: 'result', resultId: 'r1' };
  return {
    asOf: sample.asOf ?? '2022-08-01T07:45:00+08:00',
    jurisdiction: { code: '310000', zh: '上海', en: 'Shanghai' },
    scene: 'public-places',
    policy: { jurisdiction: '310000', windowHours: 72, startsFrom: 'report-issued', document: '…' },
    decision: sample.decision ?? recognised,
    stricter: { scene: 'key-places', decision: recognised },
    results: [
      {
        id: 'r1',
        outcome: 'negative',
        sampleCollectedAt: '2022-07-30T10:00:00+08:00',
        reportIssuedAt: '2022-07-30T16:20:00+08:00',
        retrievedAt: '2022-08-01T07:44:00+08:00',
        institution: '和信医学检验',
        poolSize: 1,
        document: { type: 'resident-id', last4: '0007' },
        decision: recognised,
        sightings: [
          {
            source: 'shanghai',
            channel: 'health-code',
            outcome: 'negative',
            retrievedAt: '2022-08-01T07:44:00+08:00',
          },
        ],
      },
    ],
    sources: sample.sources ?? [
      {
        id: 'shanghai',
        zh: '上海随申码',
        en: 'Shanghai',
        channel: 'health-code',
        state: 'found',
        retrievedAt: '2022-08-01T07:44:00+08:00',
      },
    ],
    papers: sample.papers ?? [],
    answered: 1,
    unasked: 0,
    unconnected: 0,
    waiting: 0,
    pollAfterMs: sample.pollAfterMs ?? null,
    askAgainAt: sample.askAgainAt ?? null,
  };
}
