/** The public halves of the roots that a build carries: config/'s, or in the sandbox the invented ones. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Root {
  kid: string;
  publicKey: string;
  algorithm: string;
}

/** The current one first. Throws for a stage that has none: such a build could verify nothing. */
export function rootsOf(stage: string, repository: string): Root[] {
  const file = stage === 'sandbox' ? 'sandbox/trust/roots.json' : 'config/roots.json';
  const { current, next } = JSON.parse(readFileSync(path.join(repository, file), 'utf8')) as Record<
    string,
    Root | null
  >;
  const roots = [current, next].filter((root): root is Root => Boolean(root));
  if (!current)
    throw new Error(
      `config/roots.json names no current root: hold the ceremony of docs/operate.md, or build with STAGE=sandbox`,
    );
  return roots.map(({ kid, publicKey, algorithm }) => ({ kid, publicKey, algorithm }));
}
