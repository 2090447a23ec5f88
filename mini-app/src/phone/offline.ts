/** Offline in a super-app: the program lies on the phone anyway. */
export function keepOffline(): void {}
