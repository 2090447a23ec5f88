/** Page: the frame of every page: text size, 长辈版, and in a browser the title and the way back that super-apps draw themselves. */
import { PageMeta, Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type PropsWithChildren, useEffect } from 'react';
import { go } from '../go.ts';
import { useSettings } from '../use-settings.ts';
import { platform } from '../wiring.ts';
import { Tap } from './tap.tsx';

interface PageProps {
  /** Shown with a way back in a browser; absent on pages that nothing leads back from. */
  title?: string;
}

export function Page({ title, children }: PropsWithChildren<PageProps>) {
  const { elder, words } = useSettings();
  const fontSize = platform.fontSize();
  useEffect(() => void Taro.setNavigationBarTitle({ title: title ?? words.appName }), [title, words]);
  const spoken = { lang: words.tag };
  return (
    <>
      {fontSize !== undefined && <PageMeta rootFontSize={`${fontSize}px`} />}
      <View className={elder ? 'page elder' : 'page'} {...spoken}>
        {title && platform.name === 'browser' && (
          <View>
            <Tap className="link" onTap={go.back}>
              <Text>‹ {words.back}</Text>
            </Tap>
          </View>
        )}
        {title && <Text className="heading">{title}</Text>}
        {children}
      </View>
    </>
  );
}
