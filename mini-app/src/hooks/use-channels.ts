/** useChannels: how every source stands for everybody; the kept document until a newer is here. */
import { useCallback, useEffect, useState } from 'react';
import type { Trouble } from '../http/trouble.ts';
import { type ChannelStatuses, readChannelStatuses } from '../server/channel-status.ts';
import { platform, server } from '../wiring.ts';

const KEY = 'channels';

interface Channels {
  channels?: ChannelStatuses;
  trouble?: Trouble;
  refresh(): void;
}

export function useChannels(): Channels {
  const [channels, setChannels] = useState(() => readChannelStatuses(platform.recall(KEY)));
  const [trouble, setTrouble] = useState<Trouble>();
  const refresh = useCallback(() => {
    void server.channels().then((reply) => {
      if (reply.kind !== 'ok') return setTrouble(reply);
      platform.remember(KEY, reply.value.body);
      setChannels(reply.value.value);
      setTrouble(undefined);
    });
  }, []);
  useEffect(refresh, [refresh]);
  return { channels, trouble, refresh };
}
