/** What must not stop or happen in silence: a trust list that is not signed, keys that end, a source that is held. */
import { ofType, type Resource, type Rule, type Template } from '../template.ts';

const SIGNER = 'functions/sign-list.handler';

/** When it fails or is not run at all. */
export const theListIsAlarmed: Rule = (template) => {
  const signers = functionsOf(template, SIGNER);
  if (signers.length === 0) return [`${SIGNER}: no function runs it`];
  return signers
    .filter(
      ([, { Properties: p }]) =>
        !alarms(template).some(
          (alarm) =>
            alarm.Namespace === 'AWS/Lambda' &&
            alarm.MetricName === 'Errors' &&
            alarm.Dimensions?.[0]?.Value === p.FunctionName &&
            alarm.TreatMissingData === 'breaching',
        ),
    )
    .map(([name]) => `${name}: nobody is alarmed when it fails or is not run`);
};

/**
 * Which word in the log of which function is an alarm, or else its absence. Lambda writes time, request and level before what
 * a function says, so a line is never JSON as a whole, and a pattern that reads JSON never meets one.
 */
const WORDS: { handler: string; word: string; silence?: true }[] = [
  { handler: SIGNER, word: '"trust-list-signed"', silence: true },
  { handler: SIGNER, word: 'ERROR' },
  { handler: 'functions/ask-source.handler', word: '"source-held"' },
  { handler: 'functions/receive-results.handler', word: '"source-held"' },
];

export const whatIsLoggedIsAlarmed: Rule = (template) =>
  WORDS.flatMap(({ handler, word, silence }) =>
    functionsOf(template, handler)
      .filter(([, { Properties: p }]) => !isAlarmed(template, p.FunctionName, word, silence))
      .map(([name]) => `${name}: nobody is alarmed ${silence ? 'when it never logs' : 'by'} ${word}`),
  );

function isAlarmed(template: Template, functionName: string, word: string, silence = false): boolean {
  const groups = ofType(template, 'AWS::Logs::LogGroup').filter(
    ([, { Properties: p }]) => p.LogGroupName === `/aws/lambda/${functionName}`,
  );
  return ofType(template, 'AWS::Logs::MetricFilter')
    .filter(([, { Properties: p }]) => p.FilterPattern === word && groups.some(([id]) => p.LogGroupName.Ref === id))
    .flatMap(([, { Properties: p }]) => p.MetricTransformations)
    .some(({ MetricNamespace, MetricName }) =>
      alarms(template).some(
        (alarm) =>
          alarm.Namespace === MetricNamespace &&
          alarm.MetricName === MetricName &&
          (alarm.TreatMissingData === 'breaching') === silence,
      ),
    );
}

const functionsOf = (template: Template, handler: string): [string, Resource][] =>
  ofType(template, 'AWS::Lambda::Function').filter(([, { Properties: p }]) => p.Handler === handler);

// biome-ignore lint/suspicious/noExplicitAny: a template is open-ended JSON
const alarms = (template: Template): any[] =>
  ofType(template, 'AWS::CloudWatch::Alarm')
    .map(([, { Properties: p }]) => p)
    .filter((alarm) => alarm.AlarmActions?.length > 0);
