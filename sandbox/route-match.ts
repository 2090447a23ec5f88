/** Which route an HTTP API takes for a path: every segment written out, or `{named}`; what is written out goes first. */
import type { Route } from './service-file.ts';

export interface RouteMatch {
  route: Route;
  /** By name, decoded; absent where the route has none. */
  parameters?: Record<string, string>;
}

export function matchRoute(routes: readonly Route[], method: string, rawPath: string): RouteMatch | undefined {
  const matches = routes
    .filter((route) => route.method === method)
    .map((route) => ({ route, parameters: parametersOf(route.path, rawPath) }))
    .filter((match): match is Required<RouteMatch> => match.parameters !== undefined);
  const fewestFirst = matches.sort((a, b) => Object.keys(a.parameters).length - Object.keys(b.parameters).length);
  const best = fewestFirst[0];
  if (!best) return undefined;
  return Object.keys(best.parameters).length === 0 ? { route: best.route } : best;
}

function parametersOf(pattern: string, rawPath: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), rawPath.split('/')];
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [at, segment] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    const value = given[at]!;
    if (name === undefined ? segment !== value : value === '') return undefined;
    if (name !== undefined) parameters[name] = decoded(value);
  }
  return parameters;
}

/** A percent sign that begins no escape stays as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
