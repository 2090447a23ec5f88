/** The template, the door files and the API's contract name the same things. */
import { ofType, type Rule } from '../template.ts';

export const everyDoorHasAFunction =
  (doorNames: string[]): Rule =>
  (template) => {
    const handlers = new Set(
      ofType(template, 'AWS::Lambda::Function').map(([, fn]) => fn.Properties.Handler as string),
    );
    const expected = new Set(doorNames.map((door) => `functions/${door}.handler`));
    return [
      ...[...expected].filter((handler) => !handlers.has(handler)).map((handler) => `${handler}: no function runs it`),
      ...[...handlers]
        .filter((handler) => !expected.has(handler))
        .map((handler) => `${handler}: there is no such door`),
    ];
  };

/** `contract` holds the routes of openapi.yaml, e.g. `GET /results`. */
export const routesAreTheContract =
  (contract: string[]): Rule =>
  (template) => {
    const routes = ofType(template, 'AWS::ApiGatewayV2::Route').map(([, route]) => route.Properties.RouteKey as string);
    return [
      ...contract.filter((route) => !routes.includes(route)).map((route) => `${route}: is in openapi.yaml only`),
      ...routes.filter((route) => !contract.includes(route)).map((route) => `${route}: is in serverless.yml only`),
    ];
  };
