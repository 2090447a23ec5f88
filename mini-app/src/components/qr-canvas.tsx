/** QrCanvas: a QR code on a canvas, redrawn when it changes. */
import { Canvas, View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
import { canvasOnceThere } from '../phone/canvas-node.ts';
import { windowSize } from '../phone/window-size.ts';
import { type Drawable, drawQr } from '../share-code/draw-qr.ts';
import type { QrCode } from '../share-code/qr-code.ts';
import { platform } from '../wiring.ts';

interface QrCanvasProps {
  id: string;
  qr: QrCode;
  /** In px. */
  side: number;
  /** For screen readers. */
  label: string;
}

/** Taro's canvas of the browser measures itself after it was first seen, and is empty then; one that knows its size does not. */
const sized = (pixels: number) => ({ width: `${pixels}`, height: `${pixels}` });

export function QrCanvas({ id, qr, side, label }: QrCanvasProps) {
  const canvas = useRef<Drawable>();
  const pixels = Math.round(side * windowSize().pixelRatio);
  useEffect(() => {
    let wanted = true;
    async function draw() {
      canvas.current ??= (await canvasOnceThere(id, () => wanted)) as Drawable | undefined;
      if (wanted && canvas.current) drawQr(canvas.current, qr, pixels);
    }
    void draw();
    return () => {
      wanted = false;
    };
  }, [id, qr, pixels]);
  const square = { width: `${side}px`, height: `${side}px` };
  return (
    <View role="img" aria-role="img" aria-label={label} style={square}>
      <Canvas type="2d" id={id} canvasId={id} style={square} {...(platform.name === 'browser' && sized(pixels))} />
    </View>
  );
}
