/** Bodies of GET /sources as functions/openapi.yaml has them, for tests. */

export function channelSample(changes: object = {}) {
  return {
    id: 'guangdong',
    zh: '广东粤康码',
    en: 'Guangdong',
    channel: 'health-code',
    jurisdiction: '440000',
    evidence: 'observed',
    network: 'internet',
    connected: true,
    state: 'open',
    medianSeconds: 0.42,
    usuallyLate: { hours: 6, measured: true },
    day: daySample(Array.from({ length: 24 }, () => 1)),
    ...changes,
  };
}

/** Hour by hour up to 1 August 2022, 07:00. */
export function daySample(answered: (number | null)[]) {
  return answered.map((each, hour) => {
    const from = new Date(Date.UTC(2022, 7, 1, 0 - answered.length + hour));
    return { from: `${from.toISOString().slice(0, 19)}Z`, answered: each };
  });
}

export function channelsBody(sources: object[] = [channelSample()]) {
  return { asOf: '2022-08-01T07:45:00+08:00', sources };
}
