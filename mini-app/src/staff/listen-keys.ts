/** ListenKeys in a super-app: there is no keyboard to listen to. */
import type { ListenKeys } from './listen-keys-contract.ts';

export const listenKeys: ListenKeys = () => undefined;
