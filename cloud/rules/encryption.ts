/** What is stored is encrypted, private, and kept where losing it would hurt. */
import { ofType, type Rule, target } from '../template.ts';

export const tablesAreEncryptedWithOurKey: Rule = (template) =>
  ofType(template, 'AWS::DynamoDB::Table').flatMap(([name, { Properties: p }]) => [
    ...(p.SSESpecification?.SSEEnabled === true && target(p.SSESpecification.KMSMasterKeyId)
      ? []
      : [`${name}: is not encrypted with a key of ours`]),
    ...(p.TimeToLiveSpecification?.Enabled === true && p.TimeToLiveSpecification.AttributeName === 'expiresAt'
      ? []
      : [`${name}: items do not expire by expiresAt`]),
    ...(p.BillingMode === 'PAY_PER_REQUEST' ? [] : [`${name}: is not on demand`]),
  ]);

export const ledgerSurvives: Rule = (template) => {
  const ledger = template.Resources.LedgerTable;
  if (!ledger) return ['LedgerTable: is missing'];
  const { PointInTimeRecoverySpecification: recovery, DeletionProtectionEnabled: locked } = ledger.Properties;
  return [
    ...(recovery?.PointInTimeRecoveryEnabled === true ? [] : ['LedgerTable: has no point-in-time recovery']),
    ...(locked === true ? [] : ['LedgerTable: has no deletion protection']),
    ...(ledger.DeletionPolicy === 'Retain' && ledger.UpdateReplacePolicy === 'Retain'
      ? []
      : ['LedgerTable: goes with the stack']),
  ];
};

export const keysRotateAndStay: Rule = (template) =>
  ofType(template, 'AWS::KMS::Key').flatMap(([name, key]) => [
    ...(key.Properties.EnableKeyRotation === true ? [] : [`${name}: does not rotate`]),
    ...(key.DeletionPolicy === 'Retain' ? [] : [`${name}: goes with the stack, and what it sealed with it`]),
  ]);

export const queuesAndTopicsAreEncrypted: Rule = (template) => [
  ...ofType(template, 'AWS::SQS::Queue')
    .filter(([, { Properties: p }]) => p.SqsManagedSseEnabled !== true && !p.KmsMasterKeyId)
    .map(([name]) => `${name}: is not encrypted`),
  ...ofType(template, 'AWS::SNS::Topic')
    .filter(([, { Properties: p }]) => !p.KmsMasterKeyId)
    .map(([name]) => `${name}: is not encrypted`),
];

export const bucketsArePrivateAndEncrypted: Rule = (template) =>
  ofType(template, 'AWS::S3::Bucket').flatMap(([name, { Properties: p = {} }]) => {
    const block = p.PublicAccessBlockConfiguration ?? {};
    const open = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].filter(
      (setting) => block[setting] !== true,
    );
    return [
      ...(p.BucketEncryption ? [] : [`${name}: is not encrypted`]),
      ...open.map((setting) => `${name}: ${setting} is off`),
      ...(name === 'DocumentsBucket' && p.VersioningConfiguration?.Status !== 'Enabled'
        ? [`${name}: keeps no versions`]
        : []),
    ];
  });

export const logsExpire: Rule = (template) =>
  ofType(template, 'AWS::Logs::LogGroup')
    .filter(([, { Properties: p }]) => typeof p.RetentionInDays !== 'number')
    .map(([name]) => `${name}: keeps logs for ever`);
