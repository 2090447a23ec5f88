/** The canvas of type 2d of an id on the page that is shown; `undefined` when it is not there, or the super-app does not say. */
import Taro from '@tarojs/taro';

/** An answer comes within milliseconds or, as seen on h5 where the clock was set back meanwhile, never. */
const ANSWERS_WITHIN_MS = 300;

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
