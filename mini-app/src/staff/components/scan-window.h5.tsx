/** ScanWindow in a browser: the camera's picture, looked at several times a second for as long as the page is there. */
import { View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
import type { ScanWindowProps } from './scan-window-contract.ts';
import './scan-window.css';

/** Between two looks, so that the page stays quick to the touch. */
const LOOK_EVERY_MS = 40;
/** A dense code close by is read in a small picture, in a tenth of the time; one further away in the whole, every third look. */
const SIDES = [640, 640, Number.POSITIVE_INFINITY];

export function ScanWindow({ torch, onCode, onState, onTorch }: ScanWindowProps) {
  const video = useRef<HTMLVideoElement>(null);
  const stream = useRef<MediaStream>();
  const heard = useRef({ onCode, onState, onTorch });
  heard.current = { onCode, onState, onTorch };

  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop: () => void = () => undefined;
    const begin = async () => {
      const { hasTorch, openCamera, readFrame, stopCamera } = await import('../../phone/camera.h5.ts');
      const camera = await openCamera();
      if (typeof camera === 'string') {
        if (!gone) heard.current.onState(camera);
        return;
      }
      stop = () => stopCamera(camera);
      const element = video.current;
      if (gone || !element) return stop();
      stream.current = camera;
      element.srcObject = camera;
      const canvas = document.createElement('canvas');
      let looks = 0;
      const look = () => {
        if (gone) return;
        const text = document.hidden ? undefined : readFrame(element, canvas, SIDES[looks++ % SIDES.length]);
        if (text !== undefined) heard.current.onCode(text);
        timer = setTimeout(look, LOOK_EVERY_MS);
      };
      await element.play().catch(() => undefined);
      if (gone) return;
      heard.current.onState('open');
      heard.current.onTorch(hasTorch(camera));
      look();
    };
    // The decoder could not be loaded.
    begin().catch(() => heard.current.onState('none'));
    return () => {
      gone = true;
      clearTimeout(timer);
      stop();
    };
  }, []);

  useEffect(() => {
    const camera = stream.current;
    if (camera) void import('../../phone/camera.h5.ts').then(({ setTorch }) => setTorch(camera, torch));
  }, [torch]);

  return (
    <View className="scan-window">
      <video className="scan-window-video" ref={video} muted playsInline />
    </View>
  );
}
