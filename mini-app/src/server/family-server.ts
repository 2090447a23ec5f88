/** FamilyServer: the calls about those a person acts for; createServer makes them part of the server. */
import {
  DEPENDENT_STATES,
  type DependentState,
  DOCUMENT_TYPES,
  type DocumentType,
  RELATIONS,
  type Relation,
} from '../../../core/index.ts';
import { isObject, known, list, number, oneOf, read, text } from '../http/reading.ts';
import type { Session } from '../http/session.ts';
import type { Reply } from '../http/trouble.ts';
import type { ShownDocument } from './answers.ts';

export interface Dependent {
  id: string;
  /** Masked. */
  name: string;
  document: ShownDocument;
  relation: Relation;
  state: DependentState;
}
export interface Family {
  dependents: Dependent[];
  pollAfterMs: number | null;
}
export interface DependentClaim {
  name: string;
  document: { type: DocumentType; number: string };
  relation: Relation;
  /** Of an own recent report or tube: how somebody agrees who is not a child under 14 by their number. */
  specimenNumber?: string;
  consent: { textVersion: string };
}

export interface FamilyServer {
  family(): Promise<Reply<Family>>;
  /** `id`: eight characters that this phone has drawn. The answer is when to look again. */
  addDependent(id: string, claim: DependentClaim): Promise<Reply<{ pollAfterMs: number | null }>>;
  removeDependent(id: string): Promise<Reply<null>>;
}

export function createFamilyServer(apiAddress: string, session: Pick<Session, 'ask'>): FamilyServer {
  const address = (id: string) => `${apiAddress}/dependents/${encodeURIComponent(id)}`;

  return {
    family: () => session.ask({ method: 'GET', url: `${apiAddress}/dependents` }, readFamily),
    addDependent: (id, claim) =>
      session.ask({ method: 'PUT', url: address(id), body: claim }, (body) =>
        read(body, ({ pollAfterMs }) => ({ pollAfterMs: number(pollAfterMs) ?? null })),
      ),
    removeDependent: (id) => session.ask({ method: 'DELETE', url: address(id) }, () => null),
  };
}

export function readFamily(body: unknown): Family | undefined {
  return read(body, (json) => ({
    dependents: list(json.dependents).map((dependent) => ({
      id: known(text(dependent.id)),
      name: text(dependent.name) ?? '',
      document: readDocument(dependent.document),
      relation: oneOf(RELATIONS, dependent.relation) ?? 'other',
      state: known(oneOf(DEPENDENT_STATES, dependent.state)),
    })),
    pollAfterMs: number(json.pollAfterMs) ?? null,
  }));
}

function readDocument(json: unknown): ShownDocument {
  const { type, last4 } = isObject(json) ? json : {};
  return { type: known(oneOf(DOCUMENT_TYPES, type)), last4: text(last4) ?? '' };
}
