/** Who reaches what lies in the buckets, and how long it stays. */
import { list, ofType, type Rule, type Template, target } from '../template.ts';

/** Phones reach the documents through one distribution, over TLS; its access is the only one a policy gives. */
export const documentsOnlyThroughTheEdge: Rule = (template) => {
  const edges = ofType(template, 'AWS::CloudFront::Distribution');
  const behaviours = edges.flatMap(([name, { Properties: p }]) => {
    const { DefaultCacheBehavior: behaviour, Origins, ViewerCertificate: certificate } = p.DistributionConfig;
    const proves = list(Origins).every(
      // biome-ignore lint/suspicious/noExplicitAny: a template is open-ended JSON
      (origin: any) => origin.OriginAccessControlId || origin.S3OriginConfig?.OriginAccessIdentity,
    );
    return [
      ...(behaviour.ViewerProtocolPolicy === 'https-only' ? [] : [`${name}: answers without TLS`]),
      ...(/^TLSv1\.[23]/.test(certificate?.MinimumProtocolVersion ?? '') ? [] : [`${name}: answers below TLS 1.2`]),
      ...(proves ? [] : [`${name}: does not prove to the bucket that it is the one`]),
    ];
  });
  return [
    ...(edges.length === 1 ? [] : [`There are ${edges.length} distributions; one`]),
    ...behaviours,
    ...allowedTo(template, 'DocumentsBucket').flatMap(({ Principal, Action, Condition }) => {
      const one = Principal?.CanonicalUser ?? Condition?.StringEquals?.['aws:SourceArn'];
      return one && list(Action).join() === 's3:GetObject'
        ? []
        : ['DocumentsBucketPolicy: lets in more than the one distribution, or lets it do more than read'];
    }),
  ];
};

/** A photo that was deleted is gone: no version of it stays, and what nobody deleted goes by itself. */
export const photosGo: Rule = (template) => {
  const bucket = template.Resources.PapersBucket;
  if (!bucket) return ['PapersBucket: is missing'];
  const { VersioningConfiguration, LifecycleConfiguration } = bucket.Properties;
  // biome-ignore lint/suspicious/noExplicitAny: a template is open-ended JSON
  const expires = list<any>(LifecycleConfiguration?.Rules).some(
    (rule) => rule.Status === 'Enabled' && rule.ExpirationInDays > 0,
  );
  return [
    ...(VersioningConfiguration ? ['PapersBucket: keeps versions of photos that were deleted'] : []),
    ...(expires ? [] : ['PapersBucket: keeps for ever what nobody deletes']),
    ...(allowedTo(template, 'PapersBucket').length === 0
      ? []
      : ['PapersBucket: a policy lets somebody in besides its door']),
  ];
};

export const bucketsRefusePlainHttp: Rule = (template) =>
  ofType(template, 'AWS::S3::Bucket')
    .filter(([name]) => /^(Documents|Papers)Bucket$/.test(name))
    .filter(
      ([name]) =>
        !statementsFor(template, name).some(
          ({ Effect, Principal, Condition }) =>
            Effect === 'Deny' && Principal === '*' && Condition?.Bool?.['aws:SecureTransport'] === 'false',
        ),
    )
    .map(([name]) => `${name}: answers without TLS`);

// biome-ignore lint/suspicious/noExplicitAny: a template is open-ended JSON
const statementsFor = (template: Template, bucket: string): any[] =>
  ofType(template, 'AWS::S3::BucketPolicy')
    .filter(([, { Properties: p }]) => target(p.Bucket) === bucket)
    .flatMap(([, { Properties: p }]) => p.PolicyDocument.Statement);

const allowedTo = (template: Template, bucket: string) =>
  statementsFor(template, bucket).filter(({ Effect }) => Effect === 'Allow');
