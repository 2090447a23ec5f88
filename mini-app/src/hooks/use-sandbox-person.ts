/** useSandboxPerson: who one has chosen to be in the sandbox; nobody in any other stage. */
import { useEffect, useState } from 'react';
import { publicConfig } from '../public-config.ts';
import type { SandboxPerson } from '../server/server.ts';
import { server } from '../wiring.ts';
import { useSettings } from './use-settings.ts';

export function useSandboxPerson(): SandboxPerson | undefined {
  const { person } = useSettings();
  const [found, setFound] = useState<SandboxPerson>();
  useEffect(() => {
    if (publicConfig.stage !== 'sandbox' || !person) return;
    void server.sandboxPeople().then((reply) => {
      if (reply.kind === 'ok') setFound(reply.value.find(({ id }) => id === person));
    });
  }, [person]);
  return found;
}
