/** What must not stop or happen in silence: what runs by the clock, what a log calls an error, and answers that nobody gave. */
import { LOG_LINES, type LogCode } from '../../functions/effects/log.ts';
import { ofType, type Resource, type Rule, type Template } from '../template.ts';
import { runByTheClock } from './throttles.ts';

/** When it fails or is not run at all. */
export const whatRunsByTheClockIsAlarmed: Rule = (template) =>
  runByTheClock(template)
    .filter(
      (name) =>
        !alarms(template).some(
          (alarm) =>
            alarm.Namespace === 'AWS/Lambda' &&
            alarm.MetricName === 'Errors' &&
            alarm.Dimensions?.[0]?.Value === template.Resources[name]?.Properties.FunctionName &&
            alarm.TreatMissingData === 'breaching',
        ),
    )
    .map((name) => `${name}: nobody is alarmed when it fails or is not run`);

/** A new list is logged every hour; its absence is the alarm. */
export const theListIsYoung: Rule = (template) =>
  functionsOf(template, 'sign-list')
    .filter(([, { Properties: p }]) => !isAlarmed(template, p.FunctionName, 'trust-list-signed', true))
    .map(([name]) => `${name}: nobody is alarmed when it signs no list`);

/** Of level warn, and somebody must see it all the same: no phone of the stage can judge. */
const ALSO: LogCode[] = ['trust-list-waits'];

/**
 * By an alarm of its own, wherever it is written: in the log of each function whose bundle writes it. `written`: the codes that
 * each door's bundle writes.
 */
export const whatIsLoggedIsAlarmed =
  (written: Record<string, string[]>): Rule =>
  (template) =>
    (Object.keys(LOG_LINES) as LogCode[])
      .filter((code) => LOG_LINES[code][0] === 'error' || ALSO.includes(code))
      .flatMap((code) => {
        const doors = Object.keys(written).filter((door) => written[door]!.includes(code));
        const silent = doors
          .flatMap((door) => functionsOf(template, door))
          .filter(([, { Properties: p }]) => !isAlarmed(template, p.FunctionName, code));
        return [
          ...(doors.length > 0 ? [] : [`${code}: no bundle writes it`]),
          ...silent.map(([name]) => `${name}: nobody is alarmed by ${code}`),
          ...sharing(template, code).map((other) => `${code}: its alarm stays on for ${other} too`),
        ];
      });

/** What the API answers when no door could, and whom it sends away. */
export const whatNoDoorAnswersIsAlarmed: Rule = (template) => {
  const alarmed = (namespace: string, metric: string) =>
    alarms(template).some((alarm) => alarm.Namespace === namespace && alarm.MetricName === metric);
  const turnedAway = ofType(template, 'AWS::Logs::MetricFilter')
    .filter(([, { Properties: p }]) => p.LogGroupName.Ref === 'HttpApiLogGroup' && p.FilterPattern.includes('"429"'))
    .flatMap(([, { Properties: p }]) => p.MetricTransformations)
    .some(({ MetricNamespace, MetricName }) => alarmed(MetricNamespace, MetricName));
  return [
    ...(alarmed('AWS/ApiGateway', '5xx') ? [] : ['HttpApi: nobody is alarmed by 5xx']),
    ...(turnedAway ? [] : ['HttpApi: nobody is alarmed by its own 429']),
    ...(alarmed('AWS/Lambda', 'Throttles') ? [] : ['nobody is alarmed when functions are throttled']),
  ];
};

/**
 * Lambda writes time, request and level before what a function says, so a line is never JSON as a whole: only a pattern of
 * words meets it.
 */
function isAlarmed(template: Template, functionName: string, code: string, silence = false): boolean {
  const groups = ofType(template, 'AWS::Logs::LogGroup').filter(
    ([, { Properties: p }]) => p.LogGroupName === `/aws/lambda/${functionName}`,
  );
  return ofType(template, 'AWS::Logs::MetricFilter')
    .filter(
      ([, { Properties: p }]) => p.FilterPattern === `"${code}"` && groups.some(([id]) => p.LogGroupName.Ref === id),
    )
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

/** Other patterns that are counted where this code is. */
function sharing(template: Template, code: string): string[] {
  const filters = ofType(template, 'AWS::Logs::MetricFilter').map(([, { Properties: p }]) => p);
  const metricOf = (filter: { MetricTransformations: { MetricName: string }[] }) =>
    filter.MetricTransformations[0]?.MetricName;
  const own = new Set(filters.filter((filter) => filter.FilterPattern === `"${code}"`).map(metricOf));
  return filters
    .filter((filter) => own.has(metricOf(filter)) && filter.FilterPattern !== `"${code}"`)
    .map(({ FilterPattern }) => FilterPattern);
}

const functionsOf = (template: Template, door: string): [string, Resource][] =>
  ofType(template, 'AWS::Lambda::Function').filter(
    ([, { Properties: p }]) => p.Handler === `functions/${door}.handler`,
  );

// biome-ignore lint/suspicious/noExplicitAny: a template is open-ended JSON
const alarms = (template: Template): any[] =>
  ofType(template, 'AWS::CloudWatch::Alarm')
    .map(([, { Properties: p }]) => p)
    .filter((alarm) => alarm.AlarmActions?.length > 0);
