/** Picture: something drawn by us, at the width of the page, with a label for who cannot see it; can be saved as it is. */
import { Canvas, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import type { Pencil } from '../drawing.ts';
import './picture.css';

interface PictureProps {
  /** Of the element; each on a page its own. */
  id: string;
  label: string;
  /** Of the picture as it is saved, in pixels; shown as wide as its place. */
  width: number;
  height: number;
  draw(pencil: Pencil): void;
  /** The canvas, to be saved. */
  onDrawn?(canvas: unknown): void;
}

interface CanvasNode {
  width: number;
  height: number;
  getContext(kind: '2d'): Pencil;
}

const SETTLED_MS = 50;

export function Picture({ id, label, width, height, draw, onDrawn }: PictureProps) {
  const heard = useRef(onDrawn);
  heard.current = onDrawn;

  useEffect(() => {
    // The element is on the page a moment after it was rendered.
    const timer = setTimeout(() => {
      Taro.createSelectorQuery()
        .select(`#${id}`)
        .fields({ node: true, size: true })
        .exec(([found]: [{ node?: CanvasNode } | null]) => {
          const node = found?.node;
          if (!node) return;
          node.width = width;
          node.height = height;
          draw(node.getContext('2d'));
          heard.current?.(node);
        });
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [id, width, height, draw]);

  const ratio = { paddingTop: `${(100 * height) / width}%` };
  return (
    <View className="picture" style={ratio} aria-label={label} aria-role="img" role="img">
      <Canvas className="picture-canvas" type="2d" id={id} canvasId={id} />
    </View>
  );
}
