/** The numbers of queues and functions that only hold together: pace, timeouts, dead letters. */
import { ofType, type Resource, type Rule, type Template, target } from '../template.ts';

/** [mapping's name, its queue, its function] for every queue a function reads. */
function mappings(template: Template): [string, Resource, string, Resource, string][] {
  return ofType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([name, { Properties: p }]) => {
    const queueName = target(p.EventSourceArn) ?? '';
    const functionName = target(p.FunctionName) ?? '';
    const queue = template.Resources[queueName];
    const fn = template.Resources[functionName];
    return queue && fn
      ? [[name, queue, queueName, fn, functionName] as [string, Resource, string, Resource, string]]
      : [];
  });
}

/** An account has 1 000 unless AWS was asked for more, and keeps 100 of them for what reserves none. */
export const reservedConcurrencyFitsAnAccount: Rule = (template) => {
  const reserved = ofType(template, 'AWS::Lambda::Function').map(
    ([, fn]) => fn.Properties.ReservedConcurrentExecutions ?? 0,
  );
  const sum = reserved.reduce((total, each) => total + each, 0);
  return sum <= 900 ? [] : [`Functions reserve ${sum} concurrent executions; an account has 900 to reserve`];
};

const isFifo = (queue: Resource) => queue.Properties.FifoQueue === true;

/** Otherwise one queue could starve another of the same function, or wait for environments that may not exist. */
export const reservedConcurrencyIsTheSum: Rule = (template) => {
  const sums = new Map<string, number>();
  for (const [name, queue, , , fn] of mappings(template)) {
    const concurrency = template.Resources[name]!.Properties.ScalingConfig?.MaximumConcurrency ?? Number.NaN;
    sums.set(fn, (sums.get(fn) ?? 0) + (isFifo(queue) ? 1 : concurrency));
  }
  return [...sums]
    .filter(([fn, sum]) => template.Resources[fn]!.Properties.ReservedConcurrentExecutions !== sum)
    .map(
      ([fn, sum]) =>
        `${fn}: reserves ${template.Resources[fn]!.Properties.ReservedConcurrentExecutions}, its queues use ${sum}`,
    );
};

/** A standard queue has at least two readers; a FIFO queue's one message group has one, and its name says what it is. */
export const readersFitTheQueue: Rule = (template) =>
  mappings(template).flatMap(([name, queue, queueName]) => {
    const { ScalingConfig } = template.Resources[name]!.Properties;
    const { QueueName, ContentBasedDeduplication } = queue.Properties;
    if (!isFifo(queue)) {
      const readers = ScalingConfig?.MaximumConcurrency ?? 0;
      return readers >= 2 && readers <= 1000 ? [] : [`${queueName}: has ${readers} readers; AWS takes 2 to 1000`];
    }
    return [
      ...(ScalingConfig ? [`${queueName}: its mapping has a maximum, and one message group needs none`] : []),
      ...(String(QueueName).endsWith('.fifo') ? [] : [`${queueName}: a FIFO queue's name ends in .fifo`]),
      ...(ContentBasedDeduplication === true
        ? []
        : [`${queueName}: a sending repeated by the SDK would be asked twice`]),
    ];
  });

export const oneMessageAtATime: Rule = (template) =>
  ofType(template, 'AWS::Lambda::EventSourceMapping')
    .filter(
      ([, { Properties: p }]) => p.BatchSize !== 1 || !p.FunctionResponseTypes?.includes('ReportBatchItemFailures'),
    )
    .map(([name]) => `${name}: takes several messages at once, or does not report failures one by one`);

/** A message that comes back while its function still runs is asked twice. */
export const visibilityOutlastsTheFunction: Rule = (template) =>
  mappings(template)
    .filter(([, queue, , fn]) => queue.Properties.VisibilityTimeout !== fn.Properties.Timeout + 3)
    .map(
      ([, queue, queueName, fn]) =>
        `${queueName}: visible again after ${queue.Properties.VisibilityTimeout} s, the function has ${fn.Properties.Timeout} s`,
    );

/** Old questions are useless: their claims have expired and the citizen has asked again. */
export const questionsDoNotLinger: Rule = (template) =>
  mappings(template).flatMap(([, { Properties: p }, queueName]) =>
    p.MessageRetentionPeriod >= 60 + p.VisibilityTimeout && p.MessageRetentionPeriod <= 600
      ? []
      : [`${queueName}: keeps messages ${p.MessageRetentionPeriod} s; patience is 60 s`],
  );

/** SQS refuses a dead-letter queue of the other kind, and a dead letter that nobody is told of is a defect that stays. */
export const deadLettersAreAlarmed: Rule = (template) => {
  const wrong: string[] = [];
  const targets = new Set<string>();
  for (const [, queue, queueName] of mappings(template)) {
    const name = target(queue.Properties.RedrivePolicy?.deadLetterTargetArn);
    const letters = name === undefined ? undefined : template.Resources[name];
    if (!name || !letters) wrong.push(`${queueName}: its dead letters go nowhere`);
    else if (isFifo(letters) !== isFifo(queue)) wrong.push(`${queueName}: ${name} is a queue of the other kind`);
    else targets.add(name);
  }
  return [...wrong, ...[...targets].flatMap((name) => alarmProblem(template, name))];
};

function alarmProblem(template: Template, queueName: string): string[] {
  const alarm = ofType(template, 'AWS::CloudWatch::Alarm').find(
    ([, { Properties: p }]) =>
      p.MetricName === 'ApproximateNumberOfMessagesVisible' &&
      target(p.Dimensions?.[0]?.Value) === queueName &&
      p.AlarmActions?.length > 0,
  );
  if (!alarm) return [`${queueName}: nobody is alarmed by it`];
  const { Threshold, ComparisonOperator } = alarm[1].Properties;
  return Threshold === 0 && ComparisonOperator === 'GreaterThanThreshold'
    ? []
    : [`${alarm[0]}: one message must be enough`];
}

/** A source behind a fixed address or on the extranet is reached from there only; the others need no network of ours. */
export const functionsStandInTheirNetwork =
  (networkOfQueue: Record<string, string>): Rule =>
  (template) =>
    mappings(template).flatMap(([, , queueName, fn, functionName]) => {
      const wanted = networkOfQueue[queueName];
      const stands = fn.Properties.VpcConfig?.SubnetIds !== undefined;
      if (wanted === 'internet')
        return stands ? [`${functionName}: ${queueName} is on the internet, no subnet leads there`] : [];
      return stands ? [] : [`${functionName}: ${queueName} is reached by ${wanted} only, and it has no subnets`];
    });
