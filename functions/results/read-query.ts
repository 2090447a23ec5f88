/** Reads what GET /results was asked: place, scope and scene, each checked against the configuration. */
import { type Jurisdiction, type JurisdictionCode, SCENES, type Scene } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import { wrong } from '../door/problem.ts';
import type { Request, Response } from '../door/request.ts';
import type { Directory } from '../effects/directory.ts';
import { scopeOf } from './scope.ts';

export interface ResultsQuery {
  jurisdiction: Jurisdiction;
  scene: Scene;
  /** Somebody has tapped to ask now. */
  urged: boolean;
  /** The sources in scope of a citizen who has named these places. */
  sourcesFor(named: readonly JurisdictionCode[]): SourceFile[];
}

export function readResultsQuery(
  directory: Directory,
  { query }: Request,
): { query: ResultsQuery } | { problem: Response } {
  const jurisdiction = directory.jurisdictions.get(query.jurisdiction ?? '');
  if (!jurisdiction) return wrong('jurisdiction', 'Send a six-digit code that jurisdictions.json lists.');
  const scene = SCENES.find((each) => each === query.scene);
  if (!scene) return wrong('scene', `Send one of ${SCENES.join(', ')}.`);
  if (query.ask !== undefined && query.ask !== 'now') return wrong('ask', 'Send now, or leave it out.');
  const sourcesFor = scopeOf(directory, query.scope ?? '', jurisdiction.code);
  if (!sourcesFor) {
    const scopes = [...directory.scopes.keys()].join(', ');
    return wrong('scope', `Send one of ${scopes}, or ids from sources.json joined by commas.`);
  }
  return { query: { jurisdiction, scene, urged: query.ask === 'now', sourcesFor } };
}
