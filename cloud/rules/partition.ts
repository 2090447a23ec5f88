/** What AWS's China partition lacks, or names differently. */
import type { Partition } from '../stages.ts';
import { list, ofType, type Rule, type Template } from '../template.ts';

const MISSING_IN_CHINA = [
  'AWS::Lambda::Url',
  'AWS::XRay::Group',
  'AWS::XRay::SamplingRule',
  'AWS::WAFv2::WebACLAssociation',
  'AWS::CloudFront::OriginAccessControl',
];

export const availableIn =
  (partition: Partition): Rule =>
  (template) => [...inNeither(template), ...(partition === 'aws-cn' ? inChina(template) : [])];

/** Harmless to do without in the other partition too, so that the two stay alike. */
const inNeither: Rule = (template) => [
  ...ofType(template, 'AWS::Lambda::Function')
    .filter(([, { Properties: p }]) => p.TracingConfig?.Mode === 'Active')
    .map(([name]) => `${name}: X-Ray is not in aws-cn`),
  ...ofType(template, 'AWS::Lambda::EventSourceMapping')
    .filter(([, { Properties: p }]) => p.Tags !== undefined)
    .map(([name]) => `${name}: event source mappings have no tags in aws-cn`),
  ...ofType(template, 'AWS::ApiGatewayV2::Api')
    .filter(([, { Properties: p }]) => p.IpAddressType === 'dualstack')
    .map(([name]) => `${name}: dual-stack APIs are not in aws-cn`),
];

const inChina: Rule = (template) => [
  ...MISSING_IN_CHINA.flatMap((type) => ofType(template, type).map(([name]) => `${name}: ${type} is not in aws-cn`)),
  ...distributions(template).flatMap(([name, { ViewerCertificate: certificate, Aliases }]) => [
    ...(certificate?.IamCertificateId ? [] : [`${name}: in aws-cn CloudFront takes certificates of IAM only`]),
    ...(list(Aliases).length > 0 ? [] : [`${name}: in aws-cn CloudFront serves nothing without a name of ours`]),
  ]),
];

// biome-ignore lint/suspicious/noExplicitAny: a template is open-ended JSON
const distributions = (template: Template): [string, any][] =>
  ofType(template, 'AWS::CloudFront::Distribution').map(([name, { Properties: p }]) => [name, p.DistributionConfig]);

/** ARNs and host names must come from the pseudo parameters. */
export const partitionIsNotWritten: Rule = (template) =>
  Object.entries(template.Resources).flatMap(([name, resource]) =>
    [...JSON.stringify(resource).matchAll(/arn:aws(-cn)?:|[\w}-]+\.amazonaws\.com(\.cn)?/g)]
      .map(([text]) => text)
      // Service principals have this name in every partition.
      .filter((text) => !/^(lambda|events|cloudwatch|apigateway|cloudfront)\.amazonaws\.com$/.test(text))
      .map((text) => `${name}: ${text} is written out`),
  );

/** CloudFormation takes 500 resources; what remains is room for the stacks of the years to come. */
export const fewerThan400Resources: Rule = ({ Resources }) => {
  const count = Object.keys(Resources).length;
  return count < 400 ? [] : [`The template has ${count} resources; fewer than 400`];
};

/** Every function runs what its stage says. */
export const runtimeAndArchitecture =
  (runtime: string, architecture: string): Rule =>
  (template) =>
    ofType(template, 'AWS::Lambda::Function')
      .filter(([, { Properties: p }]) => p.Runtime !== runtime || list(p.Architectures)[0] !== architecture)
      .map(([name, { Properties: p }]) => `${name}: runs ${p.Runtime} on ${list(p.Architectures)[0]}`);
