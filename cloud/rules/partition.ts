/** What AWS's China partition lacks, or names differently. Harmless to keep in the other partition too. */
import { list, ofType, type Rule } from '../template.ts';

const MISSING_TYPES = [
  'AWS::Lambda::Url',
  'AWS::XRay::Group',
  'AWS::XRay::SamplingRule',
  'AWS::WAFv2::WebACLAssociation',
  'AWS::CloudFront::OriginAccessControl',
];

export const availableInChina: Rule = (template) => [
  ...MISSING_TYPES.flatMap((type) => ofType(template, type).map(([name]) => `${name}: ${type} is not in aws-cn`)),
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

/** ARNs and host names must come from the pseudo parameters. */
export const partitionIsNotWritten: Rule = (template) =>
  Object.entries(template.Resources).flatMap(([name, resource]) =>
    [...JSON.stringify(resource).matchAll(/arn:aws(-cn)?:|[\w}-]+\.amazonaws\.com(\.cn)?/g)]
      .map(([text]) => text)
      // Service principals have this name in every partition.
      .filter((text) => !/^(lambda|events|cloudwatch|apigateway)\.amazonaws\.com$/.test(text))
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
