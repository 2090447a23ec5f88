/** The routes of openapi.yaml as API Gateway writes them, e.g. `GET /results`; and those that ask for no session. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

interface Operation {
  /** Absent: a session, as the contract says for all. */
  security?: Record<string, unknown>[];
}

export const contractRoutes = (file: string): string[] => operations(file).map(([route]) => route);

/** Anybody may call them, and a signature is read only afterwards. */
export const openRoutes = (file: string): string[] =>
  operations(file)
    .filter(([, { security }]) => security && !security.some((way) => 'session' in way || 'desk' in way))
    .map(([route]) => route);

function operations(file: string): [string, Operation][] {
  const { paths } = parse(readFileSync(file, 'utf8')) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.filter((method) => method in operations).map((method): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operations[method]!,
    ]),
  );
}
