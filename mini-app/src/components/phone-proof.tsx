/** PhoneProof: the verified phone number as proof; the super-app's own button, or in the sandbox the chosen person's number. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useSandboxPerson } from '../hooks/use-sandbox-person.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { platform, server } from '../wiring.ts';
import { BigButton } from './big-button.tsx';
import { NoticeBar } from './notice-bar.tsx';

interface PhoneProofProps {
  sending: boolean;
  /** The rest of the form is right; before that no code is asked for, because it is good only once and for minutes. */
  ready: boolean;
  onNotReady(): void;
  onCode(phoneCode: string): void;
}

/** Nothing where this platform gives no phone number that the server could read. */
export function PhoneProof({ sending, ready, onNotReady, onCode }: PhoneProofProps) {
  const { words } = useSettings();
  const person = useSandboxPerson();
  const [refused, setRefused] = useState(false);
  if (!person && platform.phoneCodes === 'unsupported') return null;

  function take(code: string | undefined) {
    setRefused(code === undefined);
    if (code !== undefined) onCode(code);
  }
  async function askSandbox(id: string) {
    const reply = await server.sandboxPhoneCode(id);
    take(reply.kind === 'ok' ? reply.value : undefined);
  }
  const way = !ready
    ? { onTap: onNotReady }
    : person
      ? { onTap: () => void askSandbox(person.id) }
      : { onPhone: (event: unknown) => take(platform.phoneCodeOf(event)) };

  return (
    <View>
      <Text className="block quiet">{words.proofLead}</Text>
      <View className="second-button">
        <BigButton text={sending ? words.checking : words.byPhone} off={sending} {...way} />
      </View>
      {refused && <NoticeBar text={words.byPhoneRefused} />}
    </View>
  );
}
