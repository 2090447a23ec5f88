/** CopyLink: a link to be pasted elsewhere; where the phone does not let it be copied, it stands there to be copied by hand. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useSettings } from '../hooks/use-settings.ts';
// Without an extension: each platform has its own.
import { copyText } from '../phone/giving-out';
import { BigButton } from './big-button.tsx';

export function CopyLink({ link, first }: { link: string; first?: boolean }) {
  const { words } = useSettings();
  const [outcome, setOutcome] = useState<'done' | 'refused'>();
  return (
    <View>
      {outcome && <Text className="block">{words.link[outcome]}</Text>}
      {outcome === 'refused' && (
        <Text className="block small" selectable userSelect>
          {link}
        </Text>
      )}
      <BigButton second={!first} text={words.link.copy} onTap={() => void copyText(link).then(setOutcome)} />
    </View>
  );
}
