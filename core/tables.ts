/** All tables of cases, by what they are about. */
import type { Case } from './cases.ts';
import { certificateCases } from './certificate/certificate.cases.ts';
import { coseCases } from './certificate/cose.cases.ts';
import { encodingCases } from './certificate/encodings.cases.ts';
import { holderCases } from './certificate/holder.cases.ts';
import { consolidateCases } from './consolidate.cases.ts';
import { identityDocumentCases } from './identity-document.cases.ts';
import { instantCases } from './instant.cases.ts';
import { maskCases } from './mask.cases.ts';
import { ownConsentCases } from './own-consent.cases.ts';
import { personNameCases } from './person-name.cases.ts';
import { policyCases } from './policy.cases.ts';
import { recogniseCases } from './recognise.cases.ts';
import { samePersonCases } from './same-person.cases.ts';
import { scopeCases } from './scope.cases.ts';

export const tables: Record<string, Case[]> = {
  instant: instantCases,
  policy: policyCases,
  scope: scopeCases,
  'person-name': personNameCases,
  'identity-document': identityDocumentCases,
  mask: maskCases,
  'own-consent': ownConsentCases,
  'same-person': samePersonCases,
  consolidate: consolidateCases,
  recognise: recogniseCases,
  encodings: encodingCases,
  cose: coseCases,
  certificate: certificateCases,
  holder: holderCases,
};
