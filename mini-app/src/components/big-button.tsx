/** BigButton: the one thing to do on a page; `second` for the other way beside it. */
import { Button } from '@tarojs/components';
import './big-button.css';

interface BigButtonProps {
  text: string;
  onTap?(): void;
  second?: boolean;
  /** Something is under way: the button says so and does nothing. */
  off?: boolean;
  /** The super-app asks for the phone number and calls back with its event. */
  onPhone?(event: unknown): void;
}

export function BigButton({ text, onTap, second, off, onPhone }: BigButtonProps) {
  const look = `big-button${second ? ' big-button-second' : ''}${off ? ' big-button-off' : ''}`;
  const phone = onPhone && !off ? { openType: 'getPhoneNumber' as const, onGetPhoneNumber: onPhone } : {};
  return (
    <Button className={look} hoverClass="pressed" onClick={off ? undefined : onTap} aria-label={text} {...phone}>
      {text}
    </Button>
  );
}
