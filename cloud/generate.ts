/**
 * Generates what serverless.yml cannot say once for all: a queue per source, an ask function with its role per protocol
 * in use, the edge of the partition, and the alarms by what functions log. Not committed: a fragment is a pure function
 * of config/ and the doors, made anew by every packaging, so there is no second copy to forget.
 */
import { fileURLToPath } from 'node:url';
import { asksOneAtATime, queueNameOf } from '../functions/effects/queues.ts';
import { PROTOCOL_NAMES, type SourceFile } from '../protocols/source-file.ts';
import { documentsEdge } from './documents-edge.ts';
import { doors } from './doors.ts';
import type { Json } from './json.ts';
import { logAlarms } from './log-alarms.ts';
import type { Partition } from './stages.ts';
import { functionSeconds, MAX_RECEIVE_COUNT, retentionSeconds, visibilitySeconds } from './timing.ts';

export interface Generated {
  functions: Record<string, Json>;
  resources: { Parameters: Record<string, Json>; Resources: Record<string, Json> };
  queueArns: Json[];
  checkQueueArns: Json[];
  /** What the door for pushed results opens: the peppers, and the secrets of sources that push. */
  pushSecretArns: Json[];
}

export interface StageOf {
  /** E.g. `prod-cn`. */
  stage: string;
  partition: Partition;
}

export interface AskFunction {
  /** `ask-<protocol>`; where the protocol's sources lie in several networks, the private ones' names follow. */
  name: string;
  network: SourceFile['network'];
  sources: SourceFile[];
  timeoutSeconds: number;
}

const ASKS = 'ask-source';
/** Each door but that one is one function, of its own name. */
const OTHERS = doors(fileURLToPath(new URL('../functions', import.meta.url)))
  .filter((door) => door !== ASKS)
  .map((door) => ({ name: door, door }));

/** Sources that share an ask function: one protocol and one network, because a function lives in one network. */
export function askFunctions(sources: SourceFile[]): AskFunction[] {
  return PROTOCOL_NAMES.flatMap((protocol) => {
    const speakers = sources.filter((source) => source.protocol === protocol);
    const networks = [...new Set(speakers.map(({ network }) => network))];
    return networks.map((network) => {
      const members = speakers.filter((source) => source.network === network);
      return {
        name: networks.length === 1 || network === 'internet' ? `ask-${protocol}` : `ask-${protocol}-${network}`,
        network,
        sources: members,
        timeoutSeconds: Math.max(...members.map(functionSeconds)),
      };
    });
  });
}

/** The fragments for a stage and the sources it connects. Throws when a source asks for what AWS cannot give. */
export function generate(sources: SourceFile[], { stage, partition }: StageOf): Generated {
  for (const { id, limits } of sources) {
    if (limits.concurrency < 1 || limits.concurrency > 1000) {
      throw new Error(
        `config/sources/${id}.json: limits.concurrency is ${limits.concurrency}; a queue's concurrency on AWS is 1 to 1000`,
      );
    }
  }
  const groups = askFunctions(sources);
  const networks = new Set(groups.map(({ network }) => network));
  networks.delete('internet');
  const edge = documentsEdge(stage, partition);
  return {
    functions: Object.fromEntries(groups.map((group) => [group.name, askFunction(group)])),
    resources: {
      Parameters: Object.assign(edge.Parameters, ...[...networks].map((network) => networkParameters(network, stage))),
      Resources: {
        ...edge.Resources,
        ...Object.fromEntries([
          ...groups.flatMap((group) => group.sources.map((source) => [queueId(source), queue(source, group, stage)])),
          ...groups.map((group) => [roleId(group.name), askRole(group, stage)]),
        ]),
        ...logAlarms([...OTHERS, ...groups.map(({ name }) => ({ name, door: ASKS }))], stage),
      },
    },
    queueArns: sources.map(queueArn),
    pushSecretArns: [
      'document-pepper',
      'specimen-pepper',
      ...sources.filter(({ pushes }) => pushes).map(({ secret }) => `sources/${secret}`),
    ].map((name) => secretArn(stage, name)),
    checkQueueArns: sources.filter(({ checks }) => checks && Object.keys(checks).length > 0).map(queueArn),
  };
}

const pascal = (name: string) => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
/** The logical id of a source's queue in the template. */
export const queueId = ({ id }: SourceFile) => `Queue${pascal(id)}`;
const queueArn = (source: SourceFile): Json => ({ 'Fn::GetAtt': [queueId(source), 'Arn'] });
/** The logical id of an ask function's role. */
export const roleId = (name: string) => `${pascal(name)}Role`;
const arn = (text: string): Json => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${text}` });
/** Its last six characters are AWS's own. */
const secretArn = (stage: string, name: string) => arn(`secretsmanager:${here}:secret:huren/${stage}/${name}-??????`);
const here = `\${AWS::Region}:\${AWS::AccountId}`;

function queue(source: SourceFile, group: AskFunction, stage: string): Json {
  const visibility = visibilitySeconds(group.timeoutSeconds);
  const oneAtATime = asksOneAtATime(source);
  return {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: `huren-${stage}-${queueNameOf(source)}`,
      // A question's text holds when it was claimed, so the same text is the same sending, repeated by a client.
      ...(oneAtATime ? { FifoQueue: true, ContentBasedDeduplication: true } : {}),
      VisibilityTimeout: visibility,
      MessageRetentionPeriod: retentionSeconds(visibility),
      SqsManagedSseEnabled: true,
      RedrivePolicy: {
        // A FIFO queue's dead letters can only go to a FIFO queue.
        deadLetterTargetArn: { 'Fn::GetAtt': [oneAtATime ? 'FifoDeadLetterQueue' : 'DeadLetterQueue', 'Arn'] },
        maxReceiveCount: MAX_RECEIVE_COUNT,
      },
    },
  };
}

function askFunction(group: AskFunction): Json {
  return {
    handler: 'functions/ask-source.handler',
    description: `Asks ${group.sources.map(({ names }) => names.en).join(', ')}`.slice(0, 256),
    role: roleId(group.name),
    timeout: group.timeoutSeconds,
    reservedConcurrency: group.sources.reduce((sum, { limits }) => sum + limits.concurrency, 0),
    package: {
      patterns: ['!**', 'functions/ask-source.mjs', 'functions/ask-source-*.mjs', 'functions/configuration.json'],
    },
    ...(group.network === 'internet' ? {} : { vpc: vpc(group.network) }),
    events: group.sources.map((source) => ({
      sqs: {
        arn: queueArn(source),
        batchSize: 1,
        // At least 2 on AWS; one message group in a FIFO queue keeps it at 1 by itself.
        ...(asksOneAtATime(source) ? {} : { maximumConcurrency: source.limits.concurrency }),
        functionResponseType: 'ReportBatchItemFailures',
      },
    })),
  };
}

/** Of an item whose keys are named in the request, an update may touch no other attribute. */
const NOTES_REVOKED = { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'revokedAt'] } };

function askRole({ name, network, sources }: AskFunction, stage: string): Json {
  const secrets = [...new Set(sources.map(({ secret }) => `sources/${secret}`)), 'specimen-pepper'];
  const allow = (Action: Json, Resource: Json) => ({ Effect: 'Allow', Action, Resource });
  const ledger = [{ 'Fn::GetAtt': ['LedgerTable', 'Arn'] }];
  const keysLike = (...patterns: string[]) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns } });
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      ...(network === 'internet'
        ? {}
        : { ManagedPolicyArns: [arn('iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole')] }),
      Policies: [
        {
          PolicyName: name,
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              allow(
                ['logs:CreateLogStream', 'logs:PutLogEvents'],
                arn(`logs:${here}:log-group:/aws/lambda/huren-${stage}-${name}:*`),
              ),
              allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], sources.map(queueArn)),
              // Replies, words to checks, and the control items of its sources: tokens, breaker, pace.
              allow(
                [
                  'dynamodb:GetItem',
                  'dynamodb:BatchGetItem',
                  'dynamodb:Query',
                  'dynamodb:PutItem',
                  'dynamodb:UpdateItem',
                ],
                [{ 'Fn::GetAtt': ['CacheTable', 'Arn'] }],
              ),
              // The sealed identity or claim is read, never written; documents stay out of sight.
              { ...allow(['dynamodb:GetItem'], ledger), Condition: keysLike('citizen#*', 'account#*', 'sealing#*') },
              // A source's token is sealed under the day's data key, made by whoever needs it first. What speaks against a
              // citizen ends the codes they hold: it is noted with each that it stands no more, and nothing else is.
              { ...allow(['dynamodb:PutItem'], ledger), Condition: keysLike('sealing#*', 'revocations') },
              { ...allow(['dynamodb:Query'], ledger), Condition: keysLike('citizen#*') },
              { ...allow(['dynamodb:UpdateItem'], ledger), Condition: { ...keysLike('citizen#*'), ...NOTES_REVOKED } },
              allow(['kms:GenerateDataKey', 'kms:Decrypt'], [{ 'Fn::GetAtt': ['SealingKey', 'Arn'] }]),
              allow(
                ['secretsmanager:GetSecretValue'],
                secrets.map((secret) => secretArn(stage, secret)),
              ),
            ],
          },
        },
      ],
    },
  };
}

/**
 * Where the subnets and security groups of a network are named: comma-separated, in the account's own parameters. Those
 * subnets lead to the source and, by VPC endpoints or a NAT, to DynamoDB, KMS and Secrets Manager.
 */
function networkParameters(network: string, stage: string): Record<string, Json> {
  const parameter = (what: string): Json => ({
    Type: 'AWS::SSM::Parameter::Value<String>',
    Default: `/huren/${stage}/${network}/${what}`,
  });
  return {
    [`${pascal(network)}Subnets`]: parameter('subnets'),
    [`${pascal(network)}SecurityGroups`]: parameter('security-groups'),
  };
}

function vpc(network: string): Json {
  const split = (what: string): Json => ({ 'Fn::Split': [',', { Ref: `${pascal(network)}${what}` }] });
  return { subnetIds: split('Subnets'), securityGroupIds: split('SecurityGroups') };
}
