/** Giving out on WeChat: a text to be pasted elsewhere, a picture for the album. Only calls of `wx`. */
import type { CopyText, SavePicture } from './giving-out-contract.ts';

interface Outcome {
  success(): void;
  fail(): void;
}
declare const wx: {
  setClipboardData(options: { data: string } & Outcome): void;
  canvasToTempFilePath(options: {
    canvas: unknown;
    fileType: 'png';
    success(reply: { tempFilePath: string }): void;
    fail(): void;
  }): void;
  saveImageToPhotosAlbum?(options: { filePath: string } & Outcome): void;
};

export const copyText: CopyText = (data) =>
  new Promise((resolve) =>
    wx.setClipboardData({ data, success: () => resolve('done'), fail: () => resolve('refused') }),
  );

export const savePicture: SavePicture = (canvas) =>
  new Promise((resolve) => {
    if (!wx.saveImageToPhotosAlbum) return resolve('unsupported');
    wx.canvasToTempFilePath({
      canvas,
      fileType: 'png',
      success: ({ tempFilePath: filePath }) =>
        wx.saveImageToPhotosAlbum?.({ filePath, success: () => resolve('done'), fail: () => resolve('refused') }),
      fail: () => resolve('unsupported'),
    });
  });
