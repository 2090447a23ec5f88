/** Page: the frame of every page: text size, 长辈版, no forwarding, what kept the next page from opening, and in a browser the title and the way back that super-apps draw themselves. */
import { PageMeta, Text, View } from '@tarojs/components';
import Taro, { useDidShow } from '@tarojs/taro';
import { type PropsWithChildren, useEffect, useSyncExternalStore } from 'react';
import { go, stuck } from '../go.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { platform } from '../wiring.ts';
import { NoticeBar } from './notice-bar.tsx';
import { Tap } from './tap.tsx';
import './page.css';

interface PageProps {
  /** Shown with a way back in a browser; absent on pages that nothing leads back from. */
  title?: string;
  /** May be forwarded, as a card that says nothing of anybody: no other page may, for a card would carry a picture of it. */
  forwarded?: boolean;
}

export function Page({ title, forwarded = false, children }: PropsWithChildren<PageProps>) {
  const { elder, words } = useSettings();
  const isStuck = useSyncExternalStore(stuck.subscribe, stuck.get);
  const fontSize = platform.fontSize();
  useEffect(() => void Taro.setNavigationBarTitle({ title: title ?? words.appName }), [title, words]);
  // Alipay offers every page to be forwarded, until the page itself takes that back.
  useDidShow(() => {
    stuck.over();
    if (!forwarded) platform.disableSharing();
  });
  const spoken = { lang: words.tag };
  return (
    <>
      {fontSize !== undefined && <PageMeta rootFontSize={`${fontSize}px`} />}
      <View className={elder ? 'page elder' : 'page'} {...spoken}>
        {isStuck && (
          <View className="page-stuck">
            <NoticeBar text={words.stuck} />
          </View>
        )}
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
