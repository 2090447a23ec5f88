/** AskOffer: a reading of results for what it says of a share code; while it is too early, again in the server's rhythm. */
import type { Reply } from '../http/trouble.ts';
import type { ShareOffer } from './share-offer.ts';

/** The server names no more than eight times to look again; a few beyond that end what a mistake would keep going. */
const MOST_LOOKS = 10;

/** `known`: the first that knows anything; `settled`: no more answers are on their way, or nothing can come of them. */
export type Patience = 'known' | 'settled';

/** What it needs of a reading. */
export interface Looked {
  results: { pollAfterMs: number | null };
  offer?: ShareOffer;
}

export async function askOffer(
  patience: Patience,
  look: () => Promise<Reply<Looked>>,
  wait: (ms: number) => Promise<void>,
): Promise<Reply<ShareOffer>> {
  for (let looks = 1; ; looks += 1) {
    const reply = await look();
    if (reply.kind !== 'ok') return reply;
    const { offer, results } = reply.value;
    if (!offer) return { kind: 'unreadable' };
    // Of a person whom nobody has asked about yet nothing is known: the sources are being asked just now.
    const isEarly = patience === 'settled' && offer.facts !== null;
    const isUnknown = offer.facts === null && offer.withheld === 'no-negative';
    const more = results.pollAfterMs !== null && (isEarly || isUnknown);
    if (!more || looks >= MOST_LOOKS) return { kind: 'ok', value: offer };
    await wait(results.pollAfterMs ?? 0);
  }
}
