/** Papers: certificates of invented issuers about invented people, and pictures of their codes. */
export { type EuPaper, euCertificate } from './eu-certificate.ts';
export { inventedIssuers, WITHDRAWN } from './invented-issuers.ts';
export { qrPng } from './qr-picture.ts';
export { type CardPaper, smartHealthCard } from './smart-health-card.ts';
export { trustingInvented } from './trusting-invented.ts';
