/** ChoosePhoto: a photo in a browser, drawn anew as a JPEG: smaller, and without the place where it was taken. */
import { choosePicture, drawn } from './choose-file.h5.ts';
import { fitting, type Photo } from './photo.ts';

/** Longer side in px and quality: the print on a sheet of paper is still read at the last. */
const STEPS: [most: number, quality: number][] = [
  [2000, 0.8],
  [1600, 0.6],
  [1200, 0.5],
];

export async function choosePhoto(): Promise<Photo> {
  const file = await choosePicture();
  if (!file) return { kind: 'cancelled' };
  return fitting(
    STEPS.map(
      ([most, quality]) =>
        () =>
          asJpeg(file, most, quality),
    ),
  );
}

async function asJpeg(file: File, most: number, quality: number): Promise<string> {
  const canvas = await drawn(file, most);
  return canvas?.toDataURL('image/jpeg', quality).split(',')[1] ?? '';
}
