/**
 * CodeKeeper: the share codes on this phone, and their renewal. What is kept is shown at once and asks nobody; afterwards,
 * where one is due or lacks a fact, a new one is issued with the nonce that the last reading of results brought.
 */
import { decodeBase64Url, encodeBase64Url } from '../../../core/certificate/base64url.ts';
import { type Instant, MINUTE_MS, type Withheld } from '../../../core/index.ts';
import { newKeyBytes } from '../../../core/share-code/new-key.ts';
import { type WhatToDo, whatToDo } from '../../../core/share-code/renewal.ts';
import { createFollowed } from '../followed/followed.ts';
import type { Reply, Trouble } from '../http/trouble.ts';
import type { DeviceKey } from '../signatures/device-key.ts';
import type { Patience } from './ask-offer.ts';
import { type CodeStore, nameOf } from './code-store.ts';
import { factsOf, type IssuedCode, type PhoneCode, type Whose } from './phone-code.ts';
import type { ShareOffer } from './share-offer.ts';

export interface CodeState {
  /** As kept; it may have expired. */
  code?: PhoneCode;
  /** 正在换成新的: the code lacks a fact, and a new one is due. */
  replacing: boolean;
  /** The server is being asked. */
  asking: boolean;
  /** Why there can be no code. */
  withheld?: Withheld;
  /** Why the last asking brought nothing. */
  trouble?: Trouble;
  /** A person has asked for a new one, and sources have fallen silent: none can be made, and the one there is stands. */
  renewedNot?: boolean;
}

export interface CodeRequest {
  deviceKey: string;
  nonce: string;
  proof: string;
  for?: string;
}

export interface CodeKeeperSettings {
  store: CodeStore;
  now(): Instant;
  /** GET /results, for what it says of a code. */
  askOffer(whose: Whose, patience: Patience): Promise<Reply<ShareOffer>>;
  /** POST /share-codes. */
  issue(request: CodeRequest): Promise<Reply<IssuedCode | { withheld: Withheld }>>;
  newKey(serverRandom: Uint8Array): Promise<DeviceKey>;
}

export interface CodeKeeper {
  of(whose: Whose): CodeState;
  /** Whose codes are on this phone: one's own first. */
  held(): Whose[];
  subscribe(listener: () => void): () => void;
  /** What a reading of results has brought; what is due is done with it, without another request for a nonce. */
  heard(whose: Whose, offer: ShareOffer): void;
  /** The code has been shown: now renews it if that is due; `urged`: a person asks, so it is replaced also if it is not. */
  shown(whose: Whose, how?: 'urged'): Promise<void>;
  forget(whose: Whose): void;
  /** Signed out, or somebody else holds the phone. */
  forgetAll(): void;
}

/** The server takes a nonce for ten minutes. */
const NONCE_LIVES_MS = 9 * MINUTE_MS;
/** Where no code could be made, the server is asked again by itself no sooner. */
const WITHHELD_ASK_MS = MINUTE_MS;
/** Readings of results come every few seconds; after a failure not each of them is a reason to try. */
const AFTER_FAILURE_MS = 30_000;
/** With these the server says that the code is nobody's of this phone any more. */
const OVER = ['not-bound', 'proof-too-weak', 'dependent-unknown'];

interface Heard {
  offer: ShareOffer;
  at: Instant;
}

export function createCodeKeeper({ store, now, askOffer, issue, newKey }: CodeKeeperSettings): CodeKeeper {
  const states = createFollowed<Record<string, CodeState>>({});
  let heard: Record<string, Heard> = {};
  let working: Record<string, Promise<void>> = {};
  /** A person has asked for a new one, be it while the one there is was only looked at. */
  let urged: Record<string, boolean> = {};
  let failedAt: Record<string, Instant> = {};
  /** Rises when everything is forgotten: what was under way before is nobody's any more. */
  let generation = 0;

  function of(whose: Whose): CodeState {
    const name = nameOf(whose);
    const known = states.get();
    known[name] ??= { code: store.recall(whose), replacing: false, asking: false };
    return known[name];
  }

  function tell(whose: Whose, changes: Partial<CodeState>): void {
    states.tell({ [nameOf(whose)]: { ...of(whose), ...changes } });
  }

  function decide(whose: Whose): WhatToDo {
    const offer = heard[nameOf(whose)]?.offer;
    const todo = whatToDo({ stored: store.recall(whose), facts: offer?.facts, now: now() });
    // Sources that are silent by now do not take back what they said: the code stands until it expires.
    const silent = todo === 'none' && offer?.withheld === 'no-negative';
    return silent && stands(whose) ? 'keep' : todo;
  }

  function take(whose: Whose, offer: ShareOffer): WhatToDo {
    heard = { ...heard, [nameOf(whose)]: { offer, at: now() } };
    const todo = decide(whose);
    // Sources are being asked just now: nobody can say yet that there is nothing.
    if (todo === 'none' && !isFinal(offer)) return todo;
    if (todo === 'none') {
      store.forget(whose);
      tell(whose, { code: undefined, replacing: false, withheld: offer.withheld ?? 'doubt', trouble: undefined });
    } else tell(whose, { replacing: todo === 'replace', withheld: undefined });
    if (todo === 'keep' && offer.settled) lacksNothing(whose);
    return todo;
  }

  /** What the code was issued too early for has come, and changes nothing. */
  function lacksNothing(whose: Whose): void {
    const { early, ...code } = store.recall(whose) ?? {};
    if (early) store.keep(whose, code as PhoneCode);
  }

  function stands(whose: Whose): boolean {
    const stored = store.recall(whose);
    return stored !== undefined && now() < stored.expiresAt;
  }

  function fail(whose: Whose, trouble: Trouble): void {
    failedAt[nameOf(whose)] = now();
    tell(whose, { trouble });
    if (trouble.kind === 'problem' && trouble.problem && OVER.indexOf(trouble.problem) >= 0) {
      store.forget(whose);
      tell(whose, { code: undefined, replacing: false });
    }
  }

  /** Each nonce once. */
  function takeMeans(whose: Whose): ShareOffer['means'] {
    const known = heard[nameOf(whose)];
    if (!known?.offer.means || now() - known.at >= NONCE_LIVES_MS || now() < known.at) return undefined;
    const { means, ...offer } = known.offer;
    heard = { ...heard, [nameOf(whose)]: { ...known, offer } };
    return means;
  }

  async function renew(whose: Whose, isCurrent: () => boolean): Promise<void> {
    // Whoever has none gets the first that can be made; while one stands, the next can wait for all that is on its way.
    const patience = stands(whose) ? 'settled' : 'known';
    const isRipe = patience === 'known' || heard[nameOf(whose)]?.offer.settled;
    let means = isRipe && decide(whose) !== 'none' ? takeMeans(whose) : undefined;
    if (!means) {
      const reply = await askOffer(whose, patience);
      if (!isCurrent()) return;
      if (reply.kind !== 'ok') return fail(whose, reply);
      const todo = take(whose, reply.value);
      if (todo === 'keep') lacksNothing(whose);
      const isWanted = todo !== 'keep' || urged[nameOf(whose)];
      if (todo === 'none' || !isWanted) return tell(whose, { trouble: undefined });
      if (reply.value.facts === null) return tell(whose, { trouble: undefined, renewedNot: true });
      means = takeMeans(whose);
      if (!means) return fail(whose, { kind: 'unreadable' });
    }
    const key = await newKey(means.random);
    const nonce = decodeBase64Url(means.nonce);
    if (!nonce) return fail(whose, { kind: 'unreadable' });
    const reply = await issue({
      deviceKey: encodeBase64Url(key.publicKey),
      nonce: means.nonce,
      proof: encodeBase64Url(key.sign(newKeyBytes(nonce, key.publicKey))),
      ...(whose !== 'own' && { for: whose.for }),
    });
    if (!isCurrent()) return;
    if (reply.kind !== 'ok') return fail(whose, reply);
    if ('withheld' in reply.value) {
      const todo = take(whose, { facts: null, withheld: reply.value.withheld, settled: true });
      return tell(whose, { trouble: undefined, renewedNot: todo === 'keep' });
    }
    const { deviceKey } = factsOf(reply.value) ?? {};
    if (!deviceKey || encodeBase64Url(deviceKey) !== encodeBase64Url(key.publicKey)) {
      return fail(whose, { kind: 'unreadable' });
    }
    // Only of a first one, so that no phone asks for two codes each time that one is due.
    const early = patience === 'known' && heard[nameOf(whose)]?.offer.settled === false;
    const code: PhoneCode = { ...reply.value, seed: encodeBase64Url(key.seed), ...(early && { early }) };
    store.keep(whose, code);
    tell(whose, { code, replacing: decide(whose) === 'replace', withheld: undefined, trouble: undefined });
  }

  /** One at a time for each person. */
  function work(whose: Whose): Promise<void> {
    const name = nameOf(whose);
    const running = working[name];
    if (running) return running;
    const begun = generation;
    const isCurrent = () => generation === begun;
    tell(whose, { asking: true, renewedNot: false });
    const done = renew(whose, isCurrent).then(() => {
      if (!isCurrent()) return;
      delete working[name];
      delete urged[name];
      tell(whose, { asking: false });
    });
    working[name] = done;
    return done;
  }

  return {
    of,
    held: store.held,
    subscribe: states.subscribe,
    heard(whose, offer) {
      const todo = take(whose, offer);
      if (!offer.means || todo === 'keep' || todo === 'none') return;
      // The first code at once; a better one when no more answers are on their way, or each of them would bring one.
      const failed = failedAt[nameOf(whose)];
      if (failed !== undefined && Math.abs(now() - failed) < AFTER_FAILURE_MS) return;
      if (todo === 'issue' || offer.settled) void work(whose);
    },
    async shown(whose, how) {
      if (how) urged = { ...urged, [nameOf(whose)]: true };
      const todo = decide(whose);
      const isEarly = () => store.recall(whose)?.early === true;
      if (todo === 'keep' && !how && !isEarly()) return;
      const isFirst = !stands(whose);
      const known = heard[nameOf(whose)];
      const isKnown = todo === 'none' && known && isFinal(known.offer);
      if (isKnown && !how && now() - known.at < WITHHELD_ASK_MS) return;
      await work(whose);
      // A first code is on the screen now; what was on its way meanwhile may yet have to be in it.
      if (isFirst && stands(whose) && (isEarly() || decide(whose) === 'replace')) await work(whose);
    },
    forget(whose) {
      store.forget(whose);
      delete heard[nameOf(whose)];
      delete states.get()[nameOf(whose)];
      tell(whose, {});
    },
    forgetAll() {
      generation += 1;
      store.forgetAll();
      [heard, working, urged, failedAt] = [{}, {}, {}, {}];
      states.set({});
    },
  };
}

/** Not that nothing was found yet, while answers are still on their way. */
function isFinal({ withheld, settled }: ShareOffer): boolean {
  return settled || withheld !== 'no-negative';
}
