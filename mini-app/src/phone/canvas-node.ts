/** The canvas of type 2d of an id on the page that is shown; `undefined` when it is not there, or the super-app does not say. */
import Taro from '@tarojs/taro';

/** It takes a tenth of a second. On h5 Taro measures that by the phone's clock, and would wait until one that was set back has caught up. */
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
