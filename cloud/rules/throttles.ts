/** Nobody's flood takes what others need: each route has a rate, and what runs by the clock keeps a place of its own. */
import { list, ofType, type Resource, type Rule, type Template, target } from '../template.ts';

/** What an account has by default, all routes together. */
const ACCOUNT = { rate: 10_000, burst: 5_000 };

interface Settings {
  ThrottlingRateLimit?: number;
  ThrottlingBurstLimit?: number;
}

/** An account's own limit is one for all routes: without theirs, one of them can take it from all others. */
export const everyRouteIsThrottled: Rule = (template) =>
  ofType(template, 'AWS::ApiGatewayV2::Stage').flatMap(([name, { Properties: p }]) => [
    ...problemsOf(`${name}: routes`, p.DefaultRouteSettings),
    // What is said of one route replaces the default as a whole.
    ...Object.entries(settingsOf(p)).flatMap(([key, settings]) => problemsOf(`${name}: ${key}`, settings)),
  ]);

/** API Gateway takes no settings of a route that is not there yet, and CloudFormation makes the stage as early as it can. */
export const throttledRoutesAreThereFirst: Rule = (template) => {
  const routes = ofType(template, 'AWS::ApiGatewayV2::Route');
  return ofType(template, 'AWS::ApiGatewayV2::Stage').flatMap(([name, stage]) =>
    Object.keys(settingsOf(stage.Properties)).flatMap((key) => {
      const id = routes.find(([, route]) => route.Properties.RouteKey === key)?.[0];
      if (id === undefined) return [`${name}: ${key} is no route`];
      return list((stage as Resource & { DependsOn?: string | string[] }).DependsOn).includes(id)
        ? []
        : [`${name}: does not wait for ${id}`];
    }),
  );
};

/** Whoever has no session can be told from nobody: such a route has a rate of its own, far below that of the others. */
export const openRoutesHaveTheirOwn =
  (openRoutes: string[]): Rule =>
  (template) =>
    ofType(template, 'AWS::ApiGatewayV2::Stage').flatMap(([name, { Properties: p }]) =>
      openRoutes
        .filter((route) => !(rateOf(settingsOf(p)[route]) < rateOf(p.DefaultRouteSettings)))
        .map((route) => `${name}: anybody may ask for ${route} as often as for the others`),
    );

/** Doors have no reserved concurrency, and a crowd at them would keep the list from being signed. */
export const whatRunsByTheClockHasAPlace: Rule = (template) =>
  runByTheClock(template)
    .filter((name) => !(placesOf(template, name) >= 1))
    .map((name) => `${name}: runs by the clock, and reserves no concurrency`);

/** The functions that a schedule or an event of AWS calls, by their names in the template. */
export const runByTheClock = (template: Template): string[] => [
  ...new Set(
    ofType(template, 'AWS::Events::Rule').flatMap(([, { Properties: p }]) =>
      list<{ Arn: unknown }>(p.Targets).map(({ Arn }) => target(Arn) ?? '?'),
    ),
  ),
];

const placesOf = ({ Resources }: Template, name: string): number =>
  Resources[name]?.Properties.ReservedConcurrentExecutions ?? 0;
const rateOf = (settings: Settings | undefined) => settings?.ThrottlingRateLimit ?? Number.NaN;
const settingsOf = (stage: { RouteSettings?: Record<string, Settings> }) => stage.RouteSettings ?? {};

function problemsOf(what: string, { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }: Settings = {}): string[] {
  const fits = (value: number | undefined, most: number) => value !== undefined && value >= 1 && value <= most;
  return [
    ...(fits(rate, ACCOUNT.rate) ? [] : [`${what} may be asked for ${rate} times a second; 1 to ${ACCOUNT.rate}`]),
    ...(fits(burst, ACCOUNT.burst) ? [] : [`${what} may be asked for ${burst} times at once; 1 to ${ACCOUNT.burst}`]),
  ];
}
