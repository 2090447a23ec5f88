/** Description: a source told as data on top of the dialects; `describe` makes a simulator of it. */
import type { DocumentType } from '../../../core/index.ts';
import type { HeldTest, Holdings } from '../holdings.ts';
import type { Answer } from '../loopback.ts';
import type { Call, Simulator } from '../simulator.ts';

/** Why a call is not answered as it was meant; a source that has no word of its own for one uses that of its neighbour. */
export type Refusal =
  /** A signature, credential or nonce that is not right. */
  | 'unsigned'
  /** A signed time too far off; else `unsigned`. */
  | 'late'
  /** A token or secret that has expired or was never given out; else `unsigned`. */
  | 'stale'
  /** No right to this service; else `unsigned`. */
  | 'unauthorised'
  /** A parameter is missing or has another form than agreed. */
  | 'incomplete'
  | 'over-quota'
  /** The count of the day is used up; else `over-quota`. */
  | 'over-day'
  /** The failure behind the interface. */
  | 'broken';

/** One call as a door reads it. */
export interface Received {
  call: Call;
  /** Form fields, or what stands at the top of the JSON body, numbers and truth values as printed. */
  fields: Record<string, string>;
  /** The JSON body as it is. */
  body: unknown;
  holdings: Holdings;
}

export type Refuse = (received: Received) => Refusal | undefined;

/** One address of a source. */
export interface Door {
  /** POST unless it is said. */
  method?: 'GET' | 'POST';
  path: string;
  /** Where the fields stand; JSON unless it is said. */
  reads?: 'json' | 'form' | 'query' | 'xml';
  /** Tokens and the like are about nobody, and given out whatever fault is played. */
  aboutNobody?: true;
  refuse?: Refuse;
  answer(received: Received): Answer | Refusal;
}

/** Document kinds a source knows, with its own code for each; all codes empty: none is asked for. */
export type Documents = Partial<Record<DocumentType, string>>;

/** From when on a source shows a test. */
export type ShowsFrom = 'sampling' | 'receipt' | 'report';

export interface Description
  extends Pick<
    Simulator,
    | 'id'
    | 'host'
    | 'requestsPerSecond'
    | 'perDay'
    | 'oneAtATime'
    | 'maintenance'
    | 'medianMs'
    | 'secret'
    | 'wrong'
    | 'plays'
    | 'tellsWithdrawn'
  > {
  /** JSON unless it is said. */
  speaks?: 'json' | 'xml';
  refusals: { [Why in Refusal]?: Answer } & Record<'unsigned' | 'incomplete' | 'over-quota' | 'broken', Answer>;
  doors: Door[];
}

/** What the results door of a source needs to know of a question: a number, and whatever else is asked for there. */
export interface Question {
  name?: string;
  number: string;
  type?: string;
}

export type WriteTests = (tests: HeldTest[], received: Received) => Answer;
