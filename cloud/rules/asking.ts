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

/** Otherwise one queue could starve another of the same function, or wait for environments that may not exist. */
export const reservedConcurrencyIsTheSum: Rule = (template) => {
  const sums = new Map<string, number>();
  for (const [name, , , , fn] of mappings(template)) {
    const concurrency = template.Resources[name]!.Properties.ScalingConfig?.MaximumConcurrency ?? Number.NaN;
    sums.set(fn, (sums.get(fn) ?? 0) + concurrency);
  }
  return [...sums]
    .filter(([fn, sum]) => template.Resources[fn]!.Properties.ReservedConcurrentExecutions !== sum)
    .map(
      ([fn, sum]) =>
        `${fn}: reserves ${template.Resources[fn]!.Properties.ReservedConcurrentExecutions}, its queues use ${sum}`,
    );
};

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

export const oneAlarmedDeadLetterQueue: Rule = (template) => {
  const targets = new Set(
    mappings(template).map(([, queue]) => target(queue.Properties.RedrivePolicy?.deadLetterTargetArn) ?? 'none'),
  );
  if (targets.size !== 1) return [`Dead letters go to ${[...targets].join(', ') || 'nowhere'}; one queue is alarmed`];
  const [queueName] = [...targets] as [string];
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
};
