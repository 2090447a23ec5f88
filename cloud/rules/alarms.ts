/** What must not stop in silence: the trust list, without which in two days no phone can tell whom to believe. */
import { ofType, type Rule, type Template } from '../template.ts';

const SIGNER = 'functions/sign-list.handler';

/** When it fails or is not run at all, and when it logs an error: keys that end, a list that was refused. */
export const theListIsAlarmed: Rule = (template) => {
  const signer = ofType(template, 'AWS::Lambda::Function').find(([, { Properties: p }]) => p.Handler === SIGNER);
  if (!signer) return [`${SIGNER}: no function runs it`];
  const [name, { Properties: p }] = signer;
  const failing = alarms(template).some(
    (alarm) =>
      alarm.Namespace === 'AWS/Lambda' &&
      alarm.MetricName === 'Errors' &&
      alarm.Dimensions?.[0]?.Value === p.FunctionName &&
      alarm.TreatMissingData === 'breaching',
  );
  const logged = ofType(template, 'AWS::Logs::MetricFilter')
    .flatMap(([, filter]) => filter.Properties.MetricTransformations)
    .some(({ MetricNamespace, MetricName }) =>
      alarms(template).some((alarm) => alarm.Namespace === MetricNamespace && alarm.MetricName === MetricName),
    );
  return [
    ...(failing ? [] : [`${name}: nobody is alarmed when it fails or is not run`]),
    ...(logged ? [] : [`${name}: nobody is alarmed by the errors that it logs`]),
  ];
};

// biome-ignore lint/suspicious/noExplicitAny: a template is open-ended JSON
const alarms = (template: Template): any[] =>
  ofType(template, 'AWS::CloudWatch::Alarm')
    .map(([, { Properties: p }]) => p)
    .filter((alarm) => alarm.AlarmActions?.length > 0);
