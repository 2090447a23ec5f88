/** PaperPhoto: the photo kept with a paper: taken, shown when asked for, and gone from the phone when no longer seen. */
import { Image, Text, View } from '@tarojs/components';
import { type PropsWithChildren, useEffect, useState } from 'react';
import { useSettings } from '../hooks/use-settings.ts';
import type { Trouble } from '../http/trouble.ts';
import type { Picture } from '../phone/platform-contract.ts';
import type { PaperClaim } from '../server/paper-claim.ts';
import { papersWatch, platform, server } from '../wiring.ts';
import { NoticeBar } from './notice-bar.tsx';
import { Tap } from './tap.tsx';
import { troubleSentence } from './trouble-note.tsx';

/** `children`: what else can be done with the paper. */
export function PaperPhoto({ paper, children }: PropsWithChildren<{ paper: PaperClaim }>) {
  const { words } = useSettings();
  const [picture, setPicture] = useState<Picture>();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => () => picture?.forget(), [picture]);

  const refused = {
    refused: words.paper.photoRefused,
    'too-large': words.paper.photoTooLarge,
    'not-a-photo': words.paper.notAPhoto,
    unsupported: words.paper.photosUnsupported,
    cancelled: undefined,
  };
  const wrong = (trouble: Trouble) => setProblem(troubleSentence(trouble, words, words.paper.photoAgain));

  async function take() {
    setProblem(undefined);
    const photo = await platform.takePhoto();
    if (photo.kind !== 'photo') return setProblem(refused[photo.kind]);
    setPicture(undefined);
    setSending(true);
    const reply = await papersWatch.keepPhoto(paper.id, photo.base64);
    setSending(false);
    if (reply.kind !== 'ok') wrong(reply);
  }
  async function show() {
    setProblem(undefined);
    const reply = await server.photo(paper.id);
    if (reply.kind !== 'ok') return wrong(reply);
    const shown = platform.showPicture(reply.value);
    if (shown) setPicture(shown);
    else setProblem(words.paper.photosUnsupported);
  }

  return (
    <View>
      {picture && (
        <Image className="paper-photo" src={picture.address} mode="widthFix" aria-label={words.paper.photo} />
      )}
      {problem && <NoticeBar text={problem} />}
      {sending ? (
        <Text className="block quiet">{words.paper.photoSending}</Text>
      ) : (
        <View className="paper-actions">
          {paper.photo && (
            <Tap className="link" onTap={() => (picture ? setPicture(undefined) : void show())}>
              <Text>{picture ? words.paper.hidePhoto : words.paper.showPhoto}</Text>
            </Tap>
          )}
          <Tap className="link" onTap={() => void take()}>
            <Text>{paper.photo ? words.paper.anotherPhoto : words.paper.takePhoto}</Text>
          </Tap>
          {children}
        </View>
      )}
    </View>
  );
}
