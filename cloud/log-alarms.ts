/** An alarm for each line of the log that somebody must see, and what finds it in the log of each function that may write it. */
import { LOG_LINES, type LogCode } from '../functions/effects/log.ts';
import type { Json } from './json.ts';

type ErrorCode = { [Code in LogCode]: (typeof LOG_LINES)[Code][0] extends 'error' ? Code : never }[LogCode];

/** A function as it is deployed, and the door that it runs. */
export interface Deployed {
  name: string;
  door: string;
}

interface Alarmed {
  /** Which doors write it. */
  writtenBy(door: string): boolean;
  /** How often it comes as long as it holds, and somewhat more: between two of them the alarm stays as it is. */
  seconds: number;
}

const by =
  (...doors: string[]) =>
  (door: string) =>
    doors.includes(door);
const QUEUED_OR_BY_THE_CLOCK = by('ask-source', 'publish', 'sign-list');
const HOURLY = 7_200;

/** One metric and one alarm each, so that none stays on for another's sake. cloud/template.test.ts compares it with the bundles. */
export const ALARMED: Record<ErrorCode | 'trust-list-waits', Alarmed> = {
  'door-failed': { writtenBy: (door) => !QUEUED_OR_BY_THE_CLOCK(door), seconds: 60 },
  'question-failed': { writtenBy: by('ask-source'), seconds: 60 },
  'message-unreadable': { writtenBy: by('ask-source'), seconds: 60 },
  'source-held': { writtenBy: by('ask-source', 'receive-results'), seconds: 60 },
  'trust-list-waits': { writtenBy: by('sign-list'), seconds: 300 },
  'trust-list-refused': { writtenBy: by('sign-list'), seconds: 300 },
  'keys-ending': { writtenBy: by('sign-list'), seconds: HOURLY },
  'revocations-many': { writtenBy: by('sign-list'), seconds: HOURLY },
};

export function logAlarms(functions: Deployed[], stage: string): Record<string, Json> {
  const MetricNamespace = `huren-${stage}`;
  const alarmsAndFilters = Object.entries(ALARMED).map(([code, { writtenBy, seconds }]): Record<string, Json> => {
    const alarm: Json = {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: `huren-${stage}-${code}`,
        AlarmDescription: `${LOG_LINES[code as LogCode][1]}. docs/operate.md, Alarms.`,
        Namespace: MetricNamespace,
        MetricName: code,
        Statistic: 'Sum',
        Period: seconds,
        EvaluationPeriods: 1,
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
        AlarmActions: [{ Ref: 'AlarmTopic' }],
      },
    };
    const filter = (name: string): Json => ({
      Type: 'AWS::Logs::MetricFilter',
      Properties: {
        LogGroupName: { Ref: `${nameInTemplate(name)}LogGroup` },
        // Lambda writes time, request and level before each line, so none is JSON as a whole: its words alone are found.
        FilterPattern: `"${code}"`,
        MetricTransformations: [{ MetricNamespace, MetricName: code, MetricValue: '1' }],
      },
    });
    const writers = functions.filter(({ door }) => writtenBy(door));
    return {
      [`${camel(code)}Alarm`]: alarm,
      ...Object.fromEntries(writers.map(({ name }) => [`${camel(code)}In${nameInTemplate(name)}`, filter(name)])),
    };
  });
  return Object.assign({}, ...alarmsAndFilters);
}

/** As serverless names what belongs to a function. */
const nameInTemplate = (name: string) => `${name[0]!.toUpperCase()}${name.slice(1).replaceAll('-', 'Dash')}`;
const camel = (code: string) => code.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
