/**
 * The static documents' edge: CloudFront in front of the private bucket, the only way to what lies in it. The two
 * partitions differ. AWS has origin access control and certificates of ACM; CloudFront in China has neither, but knows
 * origin access identities and certificates uploaded to IAM, and serves nothing under a name of its own.
 */
import type { Json } from './json.ts';
import type { Partition } from './stages.ts';

interface Fragment {
  Parameters: Record<string, Json>;
  Resources: Record<string, Json>;
}

/** Whom the bucket lets read, and how the distribution proves that it is the one. */
interface Access {
  resources: Record<string, Json>;
  origin: Record<string, Json>;
  reader: Record<string, Json>;
  certificate: Record<string, Json>;
}

const certificate: Json = { Ref: 'DocumentsCertificate' };

const controlled = (stage: string): Access => ({
  resources: {
    DocumentsAccess: {
      Type: 'AWS::CloudFront::OriginAccessControl',
      Properties: {
        OriginAccessControlConfig: {
          Name: `huren-${stage}-documents`,
          OriginAccessControlOriginType: 's3',
          SigningBehavior: 'always',
          SigningProtocol: 'sigv4',
        },
      },
    },
  },
  origin: {
    OriginAccessControlId: { 'Fn::GetAtt': ['DocumentsAccess', 'Id'] },
    S3OriginConfig: { OriginAccessIdentity: '' },
  },
  reader: {
    Principal: { Service: 'cloudfront.amazonaws.com' },
    Condition: {
      StringEquals: {
        'aws:SourceArn': {
          'Fn::Sub': `arn:\${AWS::Partition}:cloudfront::\${AWS::AccountId}:distribution/\${DocumentsDistribution}`,
        },
      },
    },
  },
  certificate: { AcmCertificateArn: certificate },
});

const identified = (stage: string): Access => ({
  resources: {
    DocumentsAccess: {
      Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity',
      Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: `huren-${stage}-documents` } },
    },
  },
  origin: {
    S3OriginConfig: { OriginAccessIdentity: { 'Fn::Sub': `origin-access-identity/cloudfront/\${DocumentsAccess}` } },
  },
  reader: { Principal: { CanonicalUser: { 'Fn::GetAtt': ['DocumentsAccess', 'S3CanonicalUserId'] } } },
  certificate: { IamCertificateId: certificate },
});

export function documentsEdge(stage: string, partition: Partition): Fragment {
  const access = partition === 'aws-cn' ? identified(stage) : controlled(stage);
  return {
    // ACM's certificate for CloudFront lies in us-east-1; IAM's has an id instead of an ARN.
    Parameters: {
      DocumentsCertificate: {
        Type: 'AWS::SSM::Parameter::Value<String>',
        Default: `/huren/${stage}/documents/certificate`,
      },
    },
    Resources: {
      ...access.resources,
      DocumentsDistribution: distribution(access),
      DocumentsBucketPolicy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'DocumentsBucket' },
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Sid: 'EdgeReads', Effect: 'Allow', ...access.reader, Action: 's3:GetObject', Resource: OBJECTS },
              {
                Sid: 'NoPlainHttp',
                Effect: 'Deny',
                Principal: '*',
                Action: 's3:*',
                Resource: [{ 'Fn::GetAtt': ['DocumentsBucket', 'Arn'] }, OBJECTS],
                Condition: { Bool: { 'aws:SecureTransport': 'false' } },
              },
            ],
          },
        },
      },
    },
  };
}

const OBJECTS: Json = { 'Fn::Sub': `\${DocumentsBucket.Arn}/*` };

/** Pages ask with the ETag they hold, which makes a browser ask for permission first: the bucket's CORS rules answer. */
function distribution({ origin, certificate }: Access): Json {
  return {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        HttpVersion: 'http2',
        Aliases: [`\${param:documentsHost}`],
        ViewerCertificate: { ...certificate, SslSupportMethod: 'sni-only', MinimumProtocolVersion: 'TLSv1.2_2021' },
        Origins: [
          { Id: 'documents', DomainName: { 'Fn::GetAtt': ['DocumentsBucket', 'RegionalDomainName'] }, ...origin },
        ],
        DefaultCacheBehavior: {
          TargetOriginId: 'documents',
          ViewerProtocolPolicy: 'https-only',
          AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
          CachedMethods: ['GET', 'HEAD'],
          Compress: true,
          ForwardedValues: {
            QueryString: false,
            Headers: ['Origin', 'Access-Control-Request-Headers', 'Access-Control-Request-Method'],
          },
          // What a document says of itself counts; a document that says nothing is looked at again after a minute.
          MinTTL: 0,
          DefaultTTL: 60,
          MaxTTL: 300,
        },
      },
    },
  };
}
