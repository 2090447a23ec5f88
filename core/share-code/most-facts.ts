/** Most facts: how much a code carries. Apart from the credential, because whoever only tells what survives needs no CBOR. */

export const MOST_RESULTS = 8;
export const MOST_SAMPLINGS = 3;
