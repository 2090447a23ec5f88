/** Papers: certificates of invented issuers about invented people, and pictures of their codes. */
export { euCertificate } from './eu-certificate.ts';
export { inventedIssuers } from './invented-issuers.ts';
export { qrPng } from './qr-picture.ts';
export { smartHealthCard } from './smart-health-card.ts';
export { trustingInvented } from './trusting-invented.ts';
