/** Ed25519 by what the phone's engine has. The other path is never run, for without BigInt it cannot even be loaded. */
import type { Ed25519 } from './ed25519.ts';

export async function loadEd25519(hasBigInt = typeof BigInt === 'function'): Promise<Ed25519> {
  const { ed25519 } = hasBigInt
    ? await import('./ed25519-with-big-int.ts')
    : await import('./ed25519-without-big-int.ts');
  return ed25519;
}
