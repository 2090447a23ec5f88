/** Document kinds by WS 364.3 CV02.01.101, as far as facts §2.3 lists them; what it does not know is 99 其他. */
import type { DocumentType } from '../../../core/index.ts';

export const WS364_CODES: Record<DocumentType, string> = {
  'resident-id': '01',
  passport: '03',
  'hk-macao-permit': '06',
  'taiwan-permit': '07',
  'permanent-resident-id': '99',
};
