/** The canvas of type 2d of an id on the page that is shown; `undefined` when it is not there. */
import Taro from '@tarojs/taro';

export function canvasNode(id: string): Promise<unknown> {
  return new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true, size: true }, () => undefined)
      .exec((found: ({ node?: unknown } | null)[]) => resolve(found[0]?.node ?? undefined));
  });
}
