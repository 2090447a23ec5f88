/** HeldLinkRow: one link that was shared: to whom, until when, whether it was opened, and the way to revoke it. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Instant } from '../../../../core/index.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Tap } from '../../components/tap.tsx';
import { useSettings } from '../../hooks/use-settings.ts';
import { dateTime } from '../../sentences/times.ts';
import type { HeldLink } from '../link-server.ts';
import { useMoreWords } from '../words/index.ts';
import '../../components/held-code-row.css';

interface HeldLinkRowProps {
  link: HeldLink;
  /** Masked, where they are not one's own results. */
  whose?: string;
  now: Instant;
  onRevoke(): Promise<void>;
}

export function HeldLinkRow({ link, whose, now, onRevoke }: HeldLinkRowProps) {
  const { words, language } = useSettings();
  const { link: told } = useMoreWords();
  const [step, setStep] = useState<'seen' | 'asked' | 'revoking'>('seen');
  const { to, venue, opens, expiresAt, openedAt, revokedAt } = link;
  const time = (at: Instant) => dateTime(at, now, words);
  const over = isOver(link, now);
  const name = to === 'person' ? told.toPerson : venue ? told.toVenue(venue[language]) : told.toAnyVenue;
  const standing =
    revokedAt !== undefined
      ? told.revoked(time(revokedAt))
      : now >= expiresAt
        ? told.ended(time(expiresAt))
        : told.until(time(expiresAt));
  async function revoke() {
    setStep('revoking');
    await onRevoke();
    setStep('seen');
  }
  return (
    <View className="held-code">
      <Text className="held-code-where">{whose === undefined ? name : `${name} · ${whose}`}</Text>
      <Text className="block quiet">
        {told.opens[opens]} · {standing}
      </Text>
      {openedAt !== undefined && <Text className="block">{told.opened(time(openedAt))}</Text>}
      {!over && step === 'seen' && (
        <Tap className="link" label={`${told.revoke}，${name}`} onTap={() => setStep('asked')}>
          <Text>{told.revoke}</Text>
        </Tap>
      )}
      {step !== 'seen' && (
        <Confirm
          ask={told.revokeAsk}
          yes={told.revokeYes}
          no={told.revokeNo}
          doing={step === 'revoking' ? told.revoking : undefined}
          onYes={() => void revoke()}
          onNo={() => setStep('seen')}
        />
      )}
    </View>
  );
}

/** It opens no more. */
function isOver({ opens, openedAt, revokedAt, expiresAt }: HeldLink, now: Instant): boolean {
  return revokedAt !== undefined || now >= expiresAt || (opens === 'once' && openedAt !== undefined);
}
