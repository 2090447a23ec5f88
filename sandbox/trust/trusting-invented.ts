/** Trusting invented roots: what the sandbox alone does; its mini-program is built with them. */
import type { Configuration, RootFile } from '../../functions/effects/configuration.ts';
import { inventedRoots } from './invented-roots.ts';

export function trustingInventedRoots(configuration: Configuration): Configuration {
  const { current, next } = inventedRoots;
  return { ...configuration, roots: { current: publicHalf(current), next: publicHalf(next) } };
}

function publicHalf({ kid, publicKey, algorithm }: RootFile): RootFile {
  return { kid, publicKey, algorithm };
}
