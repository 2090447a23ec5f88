/** English of 我的码. */
import type { CodesWords } from './codes.ts';

export const codes: CodesWords = {
  title: 'My codes',
  lead: 'After a new code, the former is refused online two minutes later; a venue with no network takes it until it ends (48 hours at most). Revoke a former one that is not in your hands.',
  nothing: 'No code has been issued yet.',
  platform: { wechat: 'In WeChat', alipay: 'In Alipay', browser: 'In a browser', paper: 'On paper' },
  onThisPhone: 'on this phone',
  of: (name) => `${name}:`,
  somebody: 'Family:',
  number: (number) => `Number ${number}`,
  issued: (at) => `signed ${at}`,
  until: (at) => `until ${at}`,
  ended: (at) => `ended ${at}`,
  revoked: (at) => `revoked ${at}`,
  superseded: 'replaced by a newer one; venues with no network take it until it ends',
  revoke: 'Revoke',
  revokeAsk:
    'Revoke this code? It is good no more; every venue knows within 48 hours at the latest. A phone that is still signed in can fetch a new one.',
  revokeAskHere: 'Revoke the code on this phone? The next time you open “Show”, a new one is fetched.',
  revokeYes: 'Yes, revoke',
  revokeNo: 'Keep it',
  revoking: 'Revoking',
  lostTitle: 'Lost your phone?',
  lostLead:
    'Revoking ends the codes that are out and does not sign the phone out: unlocked and still signed in, it fetches another. Who cannot unlock it cannot open the code.',
  lostSteps: [
    'On another phone, sign in to the same WeChat and delete the lost one from the login devices under Me → Settings → Account Security (in Alipay, in its own settings).',
    'Have your carrier lock the SIM card.',
    'Open “Show”: a new code is fetched. Then revoke the one on the lost phone here: venues that check online know at once, others with their next list within an hour, and those with no network within 48 hours at most.',
  ],
  past: 'No longer in force',
  printTitle: 'Print a code',
  printLead:
    'For somebody without a phone. Paper cannot prove who holds it, so the document is always compared. It lasts seven days at the most and can be revoked by its number.',
  print: { a4: 'On A4 paper', card: 'As a small card' },
  printing: 'Being made',
  printed: (number, until) => `Number ${number}, until ${until}. How to revoke it stands on the paper.`,
  printRefused: 'The file could not be opened. Please check the phone’s space and try again.',
  printUnsupported: 'PDFs cannot be opened here. Please update WeChat or Alipay and try again.',
  printNothing:
    'The channels asked hold no result that the policy of any place recognises now, so there is nothing to print.',
  tryAgain: 'Please try again',
};
