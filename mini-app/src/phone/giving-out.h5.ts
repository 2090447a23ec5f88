/** Giving out in a browser: a text to be pasted elsewhere, a picture as a file. */
import type { CopyText, SavePicture } from './giving-out-contract.ts';

export const copyText: CopyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return 'done';
  } catch {
    return 'refused';
  }
};

export const savePicture: SavePicture = (canvas, name) =>
  new Promise((resolve) => {
    if (!(canvas instanceof HTMLCanvasElement)) return resolve('unsupported');
    canvas.toBlob((blob) => {
      if (!blob) return resolve('unsupported');
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `${name}.png`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
      resolve('done');
    }, 'image/png');
  });
