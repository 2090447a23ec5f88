/** Giving out on Alipay: a text to be pasted elsewhere, a picture for the album. Only calls of `my`. */
import type { CopyText, SavePicture } from './giving-out-contract.ts';

interface Outcome {
  success(): void;
  fail(): void;
}
interface Drawing {
  canvas?: unknown;
  fileType: 'png';
  success(reply: { tempFilePath?: string; apFilePath?: string }): void;
  fail(): void;
}
/** In older versions a canvas writes itself to a file. */
interface Canvas {
  toTempFilePath?(options: Drawing): void;
}
declare const my: {
  setClipboard(options: { text: string } & Outcome): void;
  canvasToTempFilePath?(options: Drawing): void;
  saveImageToPhotosAlbum?(options: { filePath: string } & Outcome): void;
};

export const copyText: CopyText = (text) =>
  new Promise((resolve) => my.setClipboard({ text, success: () => resolve('done'), fail: () => resolve('refused') }));

export const savePicture: SavePicture = (canvas) =>
  new Promise((resolve) => {
    const drawn = canvas as Canvas;
    if (!my.saveImageToPhotosAlbum || !(my.canvasToTempFilePath || drawn.toTempFilePath)) return resolve('unsupported');
    const drawing: Drawing = {
      canvas,
      fileType: 'png',
      success({ tempFilePath, apFilePath }) {
        const filePath = tempFilePath ?? apFilePath;
        if (!filePath) return resolve('unsupported');
        my.saveImageToPhotosAlbum?.({ filePath, success: () => resolve('done'), fail: () => resolve('refused') });
      },
      fail: () => resolve('unsupported'),
    };
    if (my.canvasToTempFilePath) my.canvasToTempFilePath(drawing);
    else drawn.toTempFilePath?.(drawing);
  });
