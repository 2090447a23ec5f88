/** Rules for config/roots.json that its schema cannot say: keys that are keys, ids that are theirs, and none of the sandbox's. */
import { createHash } from 'node:crypto';
import type { RootFile, RootsFile } from '../../functions/effects/configuration.ts';
import { inventedRoots } from '../../sandbox/trust/invented-roots.ts';
import { type Problem, pointer } from './problem.ts';

const BYTES = { Ed25519: 32, SM2: 65 };

export function* checkRoots(roots: RootsFile): Iterable<Omit<Problem, 'file'>> {
  const invented = Object.values(inventedRoots).map(({ publicKey }) => publicKey);
  for (const name of ['current', 'next'] as const) {
    const root = roots[name];
    if (root === null) continue;
    yield* checkRoot(root, pointer(name));
    if (invented.includes(root.publicKey))
      yield {
        field: `${pointer(name)}/publicKey`,
        remedy: 'is an invented root’s of the sandbox, whose private half everybody can read; draw your own',
      };
  }
  const { current, next } = roots;
  if (!current && next)
    yield { field: '/current', remedy: 'is missing while there is a next one; name the root in use' };
  if (current && current.publicKey === next?.publicKey)
    yield { field: '/next', remedy: 'is the current root again; a second one must be another key' };
}

function* checkRoot({ kid, publicKey, algorithm }: RootFile, field: string): Iterable<Omit<Problem, 'file'>> {
  const bytes = Buffer.from(publicKey, 'base64url');
  if (bytes.length !== BYTES[algorithm] || bytes.toString('base64url') !== publicKey)
    yield {
      field: `${field}/publicKey`,
      remedy: `is no public key of ${algorithm}; copy it anew from what npm run keys -- init-roots has written`,
    };
  else if (createHash('sha256').update(bytes).digest('hex').slice(0, 8) !== kid)
    yield { field: `${field}/kid`, remedy: 'does not belong to this public key; copy both from the same file' };
}
