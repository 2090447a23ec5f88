/** HeldCodeRow: one code that the server knows of: where it is held, until when, and the way to revoke it. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { dateTime } from '../sentences/times.ts';
import type { HeldCode } from '../server/share-server.ts';
import { Confirm } from './confirm.tsx';
import { Tap } from './tap.tsx';
import './held-code-row.css';

interface HeldCodeRowProps {
  code: HeldCode;
  /** Masked, where it is not one's own; `null` where the name is not known here. */
  name?: string | null;
  here: boolean;
  now: Instant;
  onRevoke(): Promise<void>;
}

export function HeldCodeRow({ code, name, here, now, onRevoke }: HeldCodeRowProps) {
  const { words } = useSettings();
  const [step, setStep] = useState<'seen' | 'asked' | 'revoking'>('seen');
  const { platform, number, issuedAt, expiresAt, revokedAt, supersededAt } = code;
  const { codes } = words;
  const time = (at: Instant) => dateTime(at, now, words);
  const over =
    revokedAt !== undefined ? codes.revoked(time(revokedAt)) : now >= expiresAt && codes.ended(time(expiresAt));
  const whose = name === undefined ? '' : name === null ? codes.somebody : codes.of(name);
  // Of several a screen reader tells those on paper by their numbers, and the former on one platform by its time.
  const former = supersededAt === undefined ? undefined : codes.issued(time(issuedAt));
  const which = number === undefined ? former : codes.number(number);
  async function revoke() {
    setStep('revoking');
    await onRevoke();
    setStep('seen');
  }
  return (
    <View className="held-code">
      <Text className="held-code-where">
        {whose}
        {words.tag === 'en' && whose ? ' ' : ''}
        {codes.platform[platform]}
      </Text>
      {here && <Text className="block">{codes.onThisPhone}</Text>}
      {number !== undefined && <Text className="held-code-number">{codes.number(number)}</Text>}
      <Text className="block quiet">
        {codes.issued(time(issuedAt))} · {over || codes.until(time(expiresAt))}
      </Text>
      {!over && supersededAt !== undefined && <Text className="block quiet">{codes.superseded}</Text>}
      {!over && step === 'seen' && (
        <Tap
          className="link"
          label={[codes.revoke, whose + codes.platform[platform], which].filter(Boolean).join('，')}
          onTap={() => setStep('asked')}
        >
          <Text>{codes.revoke}</Text>
        </Tap>
      )}
      {step !== 'seen' && (
        <Confirm
          ask={here ? codes.revokeAskHere : codes.revokeAsk}
          yes={codes.revokeYes}
          no={codes.revokeNo}
          doing={step === 'revoking' ? codes.revoking : undefined}
          onYes={() => void revoke()}
          onNo={() => setStep('seen')}
        />
      )}
    </View>
  );
}
