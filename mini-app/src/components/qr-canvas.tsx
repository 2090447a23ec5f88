/** QrCanvas: a QR code on a canvas, redrawn when it changes. */
import { Canvas, View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
import { canvasNode } from '../phone/canvas-node.ts';
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

/** A page that has just opened may not have its canvas yet; on a slow phone, or of a slow network, not for seconds. */
const AGAIN_MS = { first: 25, most: 400 };

export function QrCanvas({ id, qr, side, label }: QrCanvasProps) {
  const canvas = useRef<Drawable>();
  const pixels = Math.round(side * windowSize().pixelRatio);
  useEffect(() => {
    let wanted = true;
    async function draw() {
      for (let again = AGAIN_MS.first; !canvas.current && wanted; again = Math.min(again * 1.2, AGAIN_MS.most)) {
        const node = await canvasNode(id);
        if (node) canvas.current = node as Drawable;
        else await new Promise((resolve) => setTimeout(resolve, again));
      }
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
