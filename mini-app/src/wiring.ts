/** Wiring: the one server, clock and memory of this phone, made when the mini-program starts. */

import { dependentIdOf } from './entered/draw-dependent-id.ts';
import { createCancellation } from './http/cancellation.ts';
import type { SessionRequest } from './http/session.ts';
import { createLastAnswers } from './kept/last-answers.ts';
import { createReceiptBook } from './kept/receipt-book.ts';
import { createSettings } from './kept/settings.ts';
// Without an extension: the build takes platform.weapp.ts, platform.alipay.ts or platform.h5.ts.
import { platform } from './phone/platform';
// Without an extension, as platform below.
import { randomBytes } from './phone/random-bytes';
import { publicConfig } from './public-config.ts';
import { createServer } from './server/server.ts';
import { askOffer } from './share-code/ask-offer.ts';
import { createCodeKeeper } from './share-code/code-keeper.ts';
import { createCodeStore } from './share-code/code-store.ts';
import { newDeviceKey } from './signatures/device-key.ts';
import { trustMeans } from './signatures/trust-means.ts';
import { createTrustKeeper } from './trust/trust-keeper.ts';
import { createTrustedClock } from './trust/trusted-clock.ts';
import { createBindingWatch } from './watches/binding-watch.ts';
import { createFamilyWatch } from './watches/family-watch.ts';
import { createPapersWatch } from './watches/papers-watch.ts';
import { createResultsWatch } from './watches/results-watch.ts';

const LAST_REFERENCE = 'last-reference';

export const settings = createSettings(platform);
export const clock = createTrustedClock({
  phone: platform,
  ...(publicConfig.stage === 'sandbox' && { onDayAgain: () => trustKeeper.forget() }),
});
export const lastAnswers = createLastAnswers(platform);

/** Whether somebody can be signed in here; a deployed stage's page in a browser knows nobody. */
export const signsIn = publicConfig.stage === 'sandbox' || platform.name !== 'browser';

/** In the sandbox the chosen person; else the super-app's silent login. */
async function credentials(): Promise<SessionRequest | 'refused' | undefined> {
  const { person } = settings.get();
  if (publicConfig.stage === 'sandbox' && person) return { platform: 'sandbox', person };
  const login = await platform.loginCode();
  if (login.kind === 'refused') return login.kind;
  if (login.kind !== 'code' || platform.name === 'browser') return undefined;
  return { platform: platform.name, code: login.code };
}

export const server = createServer({
  apiAddress: publicConfig.apiAddress,
  documentsAddress: publicConfig.documentsAddress,
  credentials,
  clock,
  onReference: (reference) => platform.remember(LAST_REFERENCE, reference),
});

export const trustKeeper = createTrustKeeper({
  phone: platform,
  fetchList: server.trustList,
  roots: publicConfig.roots,
  clock,
  means: trustMeans,
});

/** What to quote when asking for help about the latest problem. */
export function lastReference(): string | undefined {
  const reference = platform.recall(LAST_REFERENCE);
  return typeof reference === 'string' ? reference : undefined;
}

export const resultsWatch = createResultsWatch({
  server,
  lastAnswers,
  mayKeep: () => settings.get().consent?.keepAnswers === true,
  now: clock.now,
  onOffer: (offer) => codeKeeper.heard('own', offer),
});

export const codeKeeper = createCodeKeeper({
  store: createCodeStore(platform),
  now: clock.now,
  askOffer(whose, patience) {
    const { place, scene } = settings.get();
    const question = { place, scene, scope: 'auto', ...(whose !== 'own' && whose) } as const;
    return askOffer(
      patience,
      () => server.results(question, createCancellation(), false),
      (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    );
  },
  issue: server.issueCode,
  newKey: async (serverRandom) => newDeviceKey(serverRandom, await randomBytes(32)),
});

export const bindingWatch = createBindingWatch(server);
export const papersWatch = createPapersWatch(server);
export const receiptBook = createReceiptBook(platform, clock.now);

export const familyWatch = createFamilyWatch({
  server,
  phone: platform,
  now: clock.now,
  held: () =>
    codeKeeper
      .held()
      .map((whose) => (whose === 'own' ? '' : whose.for))
      .filter((id) => id !== ''),
  drawId: async () => dependentIdOf(await randomBytes(8)),
  // The first code of theirs, so that all can be shown with one tap; later ones are renewed when they are shown.
  onConfirmed(id) {
    if (!codeKeeper.of({ for: id }).code) void codeKeeper.shown({ for: id });
  },
  onGone: (id) => codeKeeper.forget({ for: id }),
});

/** Somebody else holds the phone: nothing of the one before stays. */
export function forgetPerson(): void {
  server.signOut();
  lastAnswers.forgetAll();
  resultsWatch.forget();
  papersWatch.forget();
  familyWatch.forget();
  codeKeeper.forgetAll();
  receiptBook.forget();
}

export { platform };
