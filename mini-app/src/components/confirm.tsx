/** Confirm: asks once more before something is gone. */
import { Text, View } from '@tarojs/components';
import { BigButton } from './big-button.tsx';
import './confirm.css';

interface ConfirmProps {
  ask: string;
  yes: string;
  no: string;
  /** Instead of `yes` while it is being done. */
  doing?: string;
  onYes(): void;
  onNo(): void;
}

export function Confirm({ ask, yes, no, doing, onYes, onNo }: ConfirmProps) {
  return (
    <View className="confirm">
      <Text className="block">{ask}</Text>
      <View className="second-button">
        <BigButton text={doing ?? yes} off={doing !== undefined} onTap={onYes} />
      </View>
      <View className="second-button">
        <BigButton second text={no} onTap={onNo} />
      </View>
    </View>
  );
}
