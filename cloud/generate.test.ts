/** What is generated from the sources: a queue each, a function per protocol and network, numbers that fit together. */
import { describe, expect, it, test } from 'vitest';
import type { SourceFile } from '../protocols/source-file.ts';
import { connectedSources } from './connected-sources.ts';
import { askFunctions, generate } from './generate.ts';
import { inventedHosts } from './invented-hosts.ts';
import { functionSeconds, MAX_RECEIVE_COUNT, retentionSeconds, visibilitySeconds } from './timing.ts';

const source = (id: string, changes: Partial<SourceFile> = {}, limits: Partial<SourceFile['limits']> = {}) =>
  ({
    id,
    names: { zh: id, en: id },
    protocol: 'signed-request',
    network: 'internet',
    secret: id,
    results: [{}],
    limits: { requestsPerSecond: 20, concurrency: 20, deadlineMs: 5_000, shares: { checks: 0.1 }, ...limits },
    ...changes,
  }) as SourceFile;

const PROD = { stage: 'prod', partition: 'aws' } as const;

describe('ask functions', () => {
  it('are one for each protocol in use', () => {
    const groups = askFunctions([source('a'), source('b'), source('c', { protocol: 'soap' })]);
    expect(groups.map(({ name, sources }) => [name, sources.map(({ id }) => id)])).toEqual([
      ['ask-signed-request', ['a', 'b']],
      ['ask-soap', ['c']],
    ]);
  });

  it('are told apart by network where a protocol has several', () => {
    const names = (...sources: SourceFile[]) => askFunctions(sources).map(({ name }) => name);
    expect(names(source('a', { network: 'extranet' }))).toEqual(['ask-signed-request']);
    expect(names(source('a', { network: 'extranet' }), source('b'))).toEqual([
      'ask-signed-request-extranet',
      'ask-signed-request',
    ]);
  });

  it('have the time of their slowest source', () => {
    const [group] = askFunctions([source('a'), source('b', {}, { deadlineMs: 10_000 })]);
    // 10 s deadline; 20 ÷ (0.9 × 20) s for the turn, the call, and two calls nobody books; 4 s for the rest.
    expect(group!.timeoutSeconds).toBe(Math.ceil(10 + (1 + 1 + 2) * (20 / 18)) + 4);
  });
});

describe('times', () => {
  it('leave each call of a question its hold, and the turn as much', () => {
    const three = source('a', { results: [{}, {}, {}] as never }, { requestsPerSecond: 10, concurrency: 18 });
    expect(functionSeconds(three)).toBe(5 + (3 + 3 + 2) * 2 + 4);
  });

  it('leave each further page its hold', () => {
    const pages = { kind: 'page', page: 'p', pageSize: 10, maxPages: 10 };
    const paged = source(
      'a',
      { results: [{ paging: pages }, {}] as never },
      { requestsPerSecond: 10, concurrency: 18 },
    );
    expect(functionSeconds(paged)).toBe(5 + (2 + 2 + 2 + 9) * 2 + 4);
  });

  it('let a message outlive patience and every delivery, by whole minutes, and hardly longer', () => {
    const visibility = visibilitySeconds(14);
    const retention = retentionSeconds(visibility);
    expect(visibility).toBe(17);
    expect(retention % 60).toBe(0);
    expect(retention).toBeGreaterThanOrEqual(60 + MAX_RECEIVE_COUNT * visibility);
    expect(retention).toBeLessThan(120 + MAX_RECEIVE_COUNT * visibility);
  });
});

describe('fragments', () => {
  const generated = generate([source('a-source', { checks: { phone: {} } as never }), source('b')], PROD);

  it('have a queue per source and name it for serverless.yml', () => {
    expect(generated.resources.Resources.QueueASource).toMatchObject({
      Properties: { QueueName: 'huren-prod-a-source', VisibilityTimeout: 17 },
    });
    expect(generated.queueArns).toHaveLength(2);
    expect(generated.checkQueueArns).toEqual([{ 'Fn::GetAtt': ['QueueASource', 'Arn'] }]);
  });

  it('ask the account for subnets only where a source is not on the internet', () => {
    expect(generated.resources.Parameters).not.toHaveProperty('FixedAddressSubnets');
    const fixed = generate([source('a', { network: 'fixed-address' })], { stage: 'prod-cn', partition: 'aws-cn' });
    expect(fixed.resources.Parameters.FixedAddressSubnets).toMatchObject({
      Default: '/huren/prod-cn/fixed-address/subnets',
    });
    expect(fixed.functions['ask-signed-request']).toHaveProperty('vpc.subnetIds');
  });

  it('have a FIFO queue, without a maximum, for a source that takes one call at a time', () => {
    const { resources, functions } = generate([source('slow-lab', {}, { concurrency: 1 }), source('b')], PROD);
    expect(resources.Resources.QueueSlowLab).toMatchObject({
      Properties: {
        QueueName: 'huren-prod-slow-lab.fifo',
        FifoQueue: true,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['FifoDeadLetterQueue', 'Arn'] } },
      },
    });
    expect(resources.Resources.QueueB).not.toHaveProperty('Properties.FifoQueue');
    const { events, reservedConcurrency } = functions['ask-signed-request'] as never as {
      events: { sqs: object }[];
      reservedConcurrency: number;
    };
    expect(events.map(({ sqs }) => 'maximumConcurrency' in sqs)).toEqual([false, true]);
    expect(reservedConcurrency).toBe(21);
  });

  it.each([0, 1_001])('refuse a concurrency of %i, and say where', (concurrency) => {
    expect(() => generate([source('a', {}, { concurrency })], PROD)).toThrow(
      `config/sources/a.json: limits.concurrency is ${concurrency}`,
    );
  });
});

describe('the sources of a stage', () => {
  const text =
    'params: { default: { sources: all }, pilot: { sources: "b, a" }, wrong: { sources: "a,c" }, none: { sources: "" } }';
  const sources = [source('a'), source('b', { checks: { phone: {} } as never })];
  const of = (stage: string) => connectedSources(text, stage, sources).map(({ id }) => id);

  it('are all, or those named', () => {
    expect(of('prod')).toEqual(['a', 'b']);
    expect(of('pilot')).toEqual(['a', 'b']);
    expect(connectedSources(text.replace('b, a', 'b'), 'pilot', sources)).toEqual([sources[1]]);
  });

  it.each(['wrong', 'none'])('must have files: %s', (stage) => {
    expect(() => of(stage)).toThrow(
      `serverless.yml: params.${stage}.sources names "${stage === 'wrong' ? 'c' : ''}", which has no file`,
    );
  });

  it.each(['phone', 'holder'])('must let people bind: %s is enough, name and number alone are not', (check) => {
    const connected = (checks: object) =>
      connectedSources(text, 'pilot', [source('a'), source('b', { checks: checks as never })]);
    expect(connected({ [check]: {} })).toHaveLength(2);
    for (const too of [{ matched: {} }, {}])
      expect(() => connected(too)).toThrow(/^serverless.yml: params.pilot.sources connects none .* phone or holder/);
  });
});

test('hosts that nobody can have are told, of the stage and of the sources that it connects', () => {
  const text = `params:
  default: { wechatHost: api.weixin.qq.com, documentsHost: documents.huren.example, sources: all }
  prod: { h5Origin: 'https://h5.huren.example', documentsHost: documents.huren.cn }
  pilot: { sources: real, documentsHost: documents.huren.cn }`;
  const checks = { phone: {} } as never;
  const sources = [
    source('real', { host: 'api.shanghai.gov.cn', checks }),
    source('ours', { host: 'api.shanghai.example', checks }),
  ];
  expect(inventedHosts(text, 'prod', sources)).toEqual(['params.prod.h5Origin', 'ours']);
  expect(inventedHosts(text, 'pilot', sources)).toEqual([]);
});
