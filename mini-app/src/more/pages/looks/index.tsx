/** 谁看过: every look that was made with a network in the last fortnight; what was checked without one leaves no line, which the page says. */
import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { BigButton } from '../../../components/big-button.tsx';
import { Page } from '../../../components/page.tsx';
import { TroubleNote } from '../../../components/trouble-note.tsx';
import { useNow } from '../../../hooks/use-now.ts';
import { useSettings } from '../../../hooks/use-settings.ts';
import { useWaysOut } from '../../../hooks/use-ways-out.ts';
import type { Trouble } from '../../../http/trouble.ts';
import { LookRow } from '../../components/look-row.tsx';
import type { Look } from '../../link-server.ts';
import { linkServer } from '../../wiring.ts';
import { useMoreWords } from '../../words/index.ts';

export default function Looks() {
  const { words } = useSettings();
  const more = useMoreWords();
  const now = useNow();
  const [looks, setLooks] = useState<Look[]>();
  const [trouble, setTrouble] = useState<Trouble>();
  useDidShow(() => void ask());
  useWaysOut(trouble);

  async function ask() {
    const reply = await linkServer.looks();
    if (reply.kind === 'ok') setLooks(reply.value);
    setTrouble(reply.kind === 'ok' ? undefined : reply);
  }
  return (
    <Page title={more.looks.title}>
      <Text className="block">{more.looks.lead}</Text>
      {trouble && <TroubleNote trouble={trouble} todo={more.tryAgain} />}
      {!looks && !trouble && <Text className="block quiet">{words.loading}</Text>}
      {!looks && trouble && <BigButton text={words.refresh} onTap={() => void ask()} />}
      {looks?.length === 0 && <Text className="block section">{more.looks.nothing}</Text>}
      <View className="section">
        {looks?.map((look) => (
          <LookRow key={`${look.at} ${look.how} ${look.venue?.zh} ${look.for}`} look={look} now={now} />
        ))}
      </View>
    </Page>
  );
}
