/** The version of the consent's text as the words have it; goes with every binding, and a new one asks again. */
export const CONSENT_TEXT_VERSION = '2022-08-01';
