/** ResultsWatch: keeps one question (place and scene) answered while the page is seen: first what is remembered, then the server. */
import type { Instant, Scene } from '../../../core/index.ts';
import { createFollowed, type Followed } from '../followed/followed.ts';
import { isBusy, type Trouble } from '../http/trouble.ts';
import type { LastAnswers } from '../kept/last-answers.ts';
import type { Results } from '../server/answers.ts';
import type { Scope } from '../server/scopes.ts';
import type { Question, Server } from '../server/server.ts';
import type { ShareOffer } from '../share-code/share-offer.ts';
import { createPoll } from './poll.ts';

/** What the page knows. `results` may be old: then `fresh` is false and its `asOf` is told. */
export interface Watched {
  results?: Results;
  /** The newest ask of this question was answered by the server. */
  fresh: boolean;
  trouble?: Trouble;
  asking: boolean;
  /** Which channels are asked; the likely ones until a person has chosen others. */
  scope: Scope;
}

export interface ResultsWatch extends Followed<Watched> {
  /** Another place or scene: what is remembered of it shows at once. */
  choose(place: string, scene: Scene): void;
  show(): void;
  hide(): void;
  askNow(): Promise<void>;
  /** Other channels, for this place and those after it, until the program is closed. */
  ask(scope: Scope): void;
  /** The network is back: asks again what went unanswered, if somebody looks. */
  networkBack(): void;
  /** Somebody else holds the phone: nothing of the one before stays. */
  forget(): void;
}

export interface WatchSettings {
  server: Pick<Server, 'results'>;
  lastAnswers: LastAnswers;
  /** Whether the person agreed to answers being kept. */
  mayKeep(): boolean;
  now(): Instant;
  /** Hears what each reading says of a share code. */
  onOffer?(offer: ShareOffer): void;
}

/** Sooner than this we never ask by ourselves, whatever the clocks say. */
const SOONEST_MS = 5_000;
/** Those whom a crowd kept away come back over this time, and not together. */
const BUSY_SPREAD_MS = 25_000;

export function createResultsWatch({ server, lastAnswers, mayKeep, now, onOffer }: WatchSettings): ResultsWatch {
  let question: Question | undefined;
  const nothing: Watched = { fresh: false, asking: false, scope: 'auto' };
  const { get, subscribe, set, tell } = createFollowed(nothing);
  let shown = false;

  /** In how long the page asks by itself: the server's rhythm, or when it said it would ask the silent ones again. */
  const nextAsk = (results: Results): number | null => {
    if (results.pollAfterMs !== null) return results.pollAfterMs;
    if (results.askAgainAt === null) return null;
    return Math.max(results.askAgainAt - now(), SOONEST_MS);
  };

  /** A page that is seen waits in the queue by itself; any other trouble waits for the person, or the network. */
  const afterTrouble = (trouble: Trouble): number | null =>
    isBusy(trouble) ? (trouble.retryAfterMs ?? SOONEST_MS) + Math.random() * BUSY_SPREAD_MS : null;

  const poll = createPoll(async (cancellation, urged) => {
    if (!question) return null;
    const { place, scene } = question;
    tell({ asking: true });
    const reply = await server.results(question, cancellation, urged);
    if (cancellation.cancelled) return null;
    if (reply.kind !== 'ok') {
      tell({ asking: false, fresh: false, trouble: reply });
      return afterTrouble(reply);
    }
    if (mayKeep()) lastAnswers.keep(place, scene, reply.value.body);
    tell({ asking: false, fresh: true, trouble: undefined, results: reply.value.results });
    if (reply.value.offer) onOffer?.(reply.value.offer);
    return nextAsk(reply.value.results);
  });

  return {
    get,
    subscribe,
    choose(place, scene) {
      if (question?.place === place && question.scene === scene) return;
      poll.hide();
      question = { place, scene, scope: get().scope };
      const results = lastAnswers.recall(place, scene);
      tell({ results, fresh: false, trouble: undefined, asking: false });
      if (shown) poll.show();
    },
    show() {
      shown = true;
      poll.show();
    },
    hide() {
      shown = false;
      poll.hide();
      tell({ asking: false });
    },
    askNow: () => poll.askNow(),
    ask(scope) {
      if (!question || question.scope === scope) return;
      poll.hide();
      question = { ...question, scope };
      tell({ scope });
      if (shown) poll.show();
    },
    networkBack() {
      if (shown && get().trouble) poll.show();
    },
    forget() {
      poll.hide();
      question = undefined;
      set(nothing);
    },
  };
}
