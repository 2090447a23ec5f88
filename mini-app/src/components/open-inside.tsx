/** OpenInside: a link was opened in a browser, where nobody can sign in: how it is opened in the mini-program. */
import { View } from '@tarojs/components';
import { useSettings } from '../hooks/use-settings.ts';
import { CopyLink } from './copy-link.tsx';
import { NoticeBar } from './notice-bar.tsx';

export function OpenInside() {
  const { words } = useSettings();
  return (
    <View>
      <NoticeBar text={words.link.inside} />
      <CopyLink link={window.location.href} first />
    </View>
  );
}
