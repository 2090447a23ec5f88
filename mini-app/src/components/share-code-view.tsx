/** ShareCodeView: one share code as it is held up: whose, the running clock, the live QR code as large as there is room, and the moving mark. */
import { Text, View } from '@tarojs/components';
import { formatInstant, type Instant } from '../../../core/index.ts';
import type { Credential } from '../../../core/share-code/credential.ts';
import type { FamilyPlace } from '../../../core/share-code/showing.ts';
import { useLiveCode } from '../hooks/use-live-code.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { dateTime } from '../sentences/times.ts';
import type { PhoneCode } from '../share-code/phone-code.ts';
import { languages } from '../words/index.ts';
import { Bilingual } from './bilingual.tsx';
import { QrCanvas } from './qr-canvas.tsx';
import './share-code-view.css';

interface ShareCodeViewProps {
  code: PhoneCode;
  facts: Credential;
  now: Instant;
  /** Of the code, in px. */
  side: number;
  /** 大码 */
  large: boolean;
  /** Where it is shown together with others. */
  family?: FamilyPlace;
}

const DIGITS_OF_CLOCK = { from: 11, to: 19 };

export function ShareCodeView({ code, facts, now, side, large, family }: ShareCodeViewProps) {
  const { words } = useSettings();
  const qr = useLiveCode(code, { widthPx: side, large, family }, now);
  const { name, last4 } = facts;
  const clock = formatInstant(now).slice(DIGITS_OF_CLOCK.from, DIGITS_OF_CLOCK.to);
  const day = dateTime(now, now, languages.zh).split(' ')[0];
  // Wider than the text: its margins are the code's quiet zone.
  const square = { width: `${side}px`, height: `${side}px`, marginLeft: `calc(50% - ${side / 2}px)` };
  return (
    <View className="share-code">
      <View className="share-code-head">
        <View className="share-code-who">
          <Text className="share-code-name">{name}</Text>
          <Bilingual className="share-code-last4" say={({ show }) => show.last4(last4)} />
        </View>
        <View className="share-code-when" aria-hidden="true">
          <Text className="share-code-clock">{clock}</Text>
          <Text className="share-code-day">{day}</Text>
        </View>
      </View>
      <View className="share-code-square" style={square}>
        {/* One of another size is another canvas: it would empty itself. */}
        {qr && <QrCanvas key={side} id="share-code" qr={qr} side={side} label={words.show.codeLabel(name, last4)} />}
      </View>
      <View className="share-code-track" aria-hidden="true">
        <View className="share-code-mark" />
      </View>
    </View>
  );
}
