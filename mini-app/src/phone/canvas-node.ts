/** The canvas of type 2d of an id on the page that is shown: whether it is there, and as soon as it is. */
import Taro from '@tarojs/taro';

/** It takes a tenth of a second. On h5 Taro measures that by the phone's clock, and would wait until one that was set back has caught up. */
const ANSWERS_WITHIN_MS = 300;

/** A page that has just opened may not have its canvas yet; on a slow phone, or of a slow network, not for seconds. */
const AGAIN_MS = { first: 25, most: 400, growth: 1.2 };

/** Asked for until it is there, or nobody wants it any more. */
export async function canvasOnceThere(id: string, isWanted: () => boolean): Promise<unknown> {
  for (let again = AGAIN_MS.first; isWanted(); again = Math.min(again * AGAIN_MS.growth, AGAIN_MS.most)) {
    const node = await canvasNode(id);
    if (node) return node;
    await new Promise((resolve) => setTimeout(resolve, again));
  }
  return undefined;
}

/** `undefined` when it is not there, or the super-app does not say. */
export function canvasNode(id: string): Promise<unknown> {
  return new Promise((resolve) => {
    const unanswered = setTimeout(() => resolve(undefined), ANSWERS_WITHIN_MS);
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true, size: true }, () => undefined)
      .exec((found: ({ node?: unknown } | null)[]) => {
        clearTimeout(unanswered);
        resolve(found[0]?.node ?? undefined);
      });
  });
}
