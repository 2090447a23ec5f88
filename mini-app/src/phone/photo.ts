/** Photo: what is kept with a paper: a JPEG or PNG of at most 2 MiB, in Base64, as the server takes it. */

/** Never an exception: each platform's camera and album can say no in their own ways. */
export type Photo =
  | { kind: 'photo'; base64: string }
  | { kind: 'cancelled' }
  | { kind: 'refused' }
  | { kind: 'too-large' }
  | { kind: 'not-a-photo' }
  | { kind: 'unsupported' };

const MOST_BYTES = 2 * 1024 * 1024;
/** How a file begins, in Base64, and what it is then, whatever its name says. */
const BEGINNINGS = { '/9j/': 'jpeg', iVBORw0KGgo: 'png' } as const;

export function pictureTypeOf(base64: string): 'jpeg' | 'png' | undefined {
  const beginnings = Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[];
  const beginning = beginnings.find((each) => base64.slice(0, each.length) === each);
  return beginning && BEGINNINGS[beginning];
}

export function judgePhoto(base64: string): Photo {
  if (!pictureTypeOf(base64)) return { kind: 'not-a-photo' };
  if ((base64.length / 4) * 3 > MOST_BYTES) return { kind: 'too-large' };
  return { kind: 'photo', base64 };
}

/** Makes a photo smaller step by step, until it fits; also turns other formats of pictures into one that is kept. */
export async function fitting(steps: readonly (() => Promise<string>)[]): Promise<Photo> {
  let photo: Photo = { kind: 'not-a-photo' };
  for (const step of steps) {
    photo = judgePhoto(await step());
    if (photo.kind === 'photo') break;
  }
  return photo;
}
