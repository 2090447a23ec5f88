/** The sandbox's signing keys, where functions read them; what is written is kept in the data folder too. */
import { join } from 'node:path';
import { sandboxStore } from '../../cloud/secrets/secret-store.ts';
import type { KeysMeans } from '../../functions/operating/keys/means.ts';
import { signingSecretOf } from '../../functions/signing/private-key.ts';

export function signingSecrets(
  secrets: Record<string, Record<string, string>>,
  folder: string | undefined,
): KeysMeans['secrets'] {
  return {
    read: async (use) => ({ ...secrets[signingSecretOf(use)] }),
    async write(use, fields) {
      const name = signingSecretOf(use);
      secrets[name] = { ...fields };
      if (folder !== undefined) await sandboxStore(join(folder, 'secrets.json'), name).write(fields);
    },
  };
}
