/** Test configuration: three sources, three places and two policies, small enough to hold in mind. */
import { instantOf } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import type { Configuration } from '../effects/configuration.ts';
import { rootFileOf, TEST_ROOT } from './trust.ts';

/** A source of a province that answers JSON; its requests are cheap, so that pace does not slow tests down. */
export function testSource(id: string, jurisdiction: string, more: Partial<SourceFile> = {}): SourceFile {
  return {
    id,
    names: { zh: id, en: id },
    channel: 'health-code',
    jurisdiction: jurisdiction as SourceFile['jurisdiction'],
    protocol: 'signed-request',
    host: `${id}.example`,
    secret: id,
    evidence: 'assumed',
    contact: 'nobody',
    network: 'internet',
    testPeople: `${id}-test-people`,
    identityEcho: 'full',
    documents: { 'resident-id': '', passport: '' },
    limits: { requestsPerSecond: 100, concurrency: 2, deadlineMs: 1_000, shares: { checks: 0 } },
    freshness: { foundMinutes: 30, noneMinutes: 10 },
    settings: {
      body: 'json',
      timestamp: 'epoch-ms',
      signature: { parts: ['$secret.key'], digest: 'sha1', encoding: 'hex' },
    },
    results: [
      {
        id: 'results',
        path: `/${id}/results`,
        parameters: { name: '$name', number: '$number' },
        success: [{ path: 'code', values: ['0'] }],
        codes: [{ path: 'code', values: { '5': 'source-error', '429': 'over-quota' } }],
        rows: 'rows',
        fields: {
          outcome: 'outcome',
          sampleCollectedAt: 'sampled',
          reportIssuedAt: 'issued',
          institution: 'institution',
          specimen: 'specimen',
          echoName: 'name',
          echoNumber: 'number',
        },
        outcomes: { 阴性: 'negative', 阳性: 'positive', 检测中: 'pending' },
        time: 'yyyy-MM-dd HH:mm:ss',
      },
    ],
    ...more,
  };
}

const confirmed = [{ path: 'yes', values: ['1'] }];
const checkService = (id: string, check: string) => ({
  path: `/${id}/${check}`,
  parameters: { name: '$name', number: '$number', ...(check === 'phone' ? { phone: '$phone' } : {}) },
  success: [{ path: 'code', values: ['0'] }],
  confirmed,
});

/** `nation` confirms name and phone, `delta` holds reports, `south` only answers about ID cards. */
export function testConfiguration(): Configuration {
  const policy = {
    jurisdiction: '000000',
    scene: 'public-places',
    windowHours: 48,
    startsFrom: 'report-issued',
    effectiveFrom: instantOf(0),
    document: '联防联控机制综发〔2022〕81号',
  } as Configuration['policies'][number];
  return {
    sources: [
      testSource('nation', '000000', {
        pushes: true,
        channel: 'national-platform',
        checks: { matched: checkService('nation', 'matched'), phone: checkService('nation', 'phone') },
      }),
      testSource('delta', '310000', {
        pushes: true,
        checks: { holder: { service: 'results', specimens: ['specimen'] } },
      }),
      testSource('south', '440000', { pushes: true, documents: { 'resident-id': '' } }),
    ],
    jurisdictions: [
      { code: '000000', zh: '全国', en: 'National' },
      { code: '310000', zh: '上海', en: 'Shanghai' },
      { code: '440000', zh: '广东', en: 'Guangdong' },
    ] as Configuration['jurisdictions'],
    policies: [policy, { ...policy, scene: 'key-places', windowHours: 24 }],
    connected: new Set(['nation', 'delta', 'south']),
    papers: {
      number: { confirmed: { recognised: true }, unconfirmed: { recognised: false } },
      'eu-dcc': { recognised: true, holder: ['matches'], tests: ['LP6464-4'] },
      'smart-health-card': { recognised: true, holder: ['matches'], tests: ['94500-6'] },
      photo: { recognised: false },
    },
    issuers: [],
    roots: { current: rootFileOf(TEST_ROOT), next: null },
    scopes: [
      { id: 'auto', zh: '自动', en: 'Automatic' },
      { id: 'everywhere', zh: '全国', en: 'Everywhere', jurisdictions: ['000000'] as never },
    ],
  };
}
