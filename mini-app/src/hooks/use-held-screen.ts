/** useHeldScreen: the screen bright, kept on and hidden from captures while the page is seen, and as it was when it is left. */
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
// Without an extension: each platform has its own.
import { holdScreen } from '../phone/screen';
import type { HeldScreen } from '../phone/screen-contract.ts';

export function useHeldScreen(): void {
  const held = useRef<HeldScreen>();
  const hold = useRef(() => {
    held.current ??= holdScreen();
  });
  const release = useRef(() => {
    held.current?.release();
    held.current = undefined;
  });
  useDidShow(hold.current);
  useDidHide(release.current);
  // Left by going back, a page is not hidden but gone.
  useEffect(() => release.current, []);
}
