/** SelectorQuery: how a program finds an element of its page by `#id`: its place, or the canvas that it is. */
import type { Element } from 'glass-easel';
import { createDrawing, type Drawing } from './drawing.ts';
import { attribute, nameOf, visibleElements } from './elements.ts';

export interface Canvases {
  /** What `createSelectorQuery()` gives. */
  query(): object;
  /** What is drawn on the canvases that can be seen, in order. */
  drawings(): Drawing[];
}

interface Wanted {
  node?: boolean;
  size?: boolean;
  rect?: boolean;
}
type Told = (found: object | null) => void;

/** Nothing is laid out here: what has no width in px of its own is as wide as this. */
const SIDE_PX = 300;

/** `page`: the one on top; none when the program is closed, and then nothing answers. */
export function createCanvases(page: () => Element | undefined): Canvases {
  const drawn = new WeakMap<Element, Drawing>();

  function drawingOf(element: Element): Drawing {
    if (nameOf(element) !== 'canvas' || attribute(element, 'type') !== '2d') {
      throw new Error(`<${nameOf(element)}> is no canvas of type 2d and has no node`);
    }
    const drawing = drawn.get(element) ?? createDrawing();
    drawn.set(element, drawing);
    return drawing;
  }

  const visible = () => {
    const top = page();
    return top ? [...visibleElements(top)] : [];
  };

  function answer(selector: string, { node, size, rect }: Wanted): object | null {
    if (!selector.startsWith('#')) throw new Error(`only #id is looked up here, not "${selector}"`);
    const element = visible().find(({ id }) => id === selector.slice(1));
    if (!element) return null;
    const side = (name: string) =>
      Number(new RegExp(`(?:^|[\\s;])${name}:\\s*([\\d.]+)px`).exec(String(element.style ?? ''))?.[1] ?? SIDE_PX);
    const [width, height] = [side('width'), side('height')];
    return {
      id: element.id,
      ...(size && { width, height }),
      ...(rect && { left: 0, top: 0, right: width, bottom: height }),
      ...(node && { node: drawingOf(element).node }),
    };
  }

  return {
    query() {
      const asked: { selector: string; wanted: Wanted; told?: Told }[] = [];
      const query = {
        in: () => query,
        select(selector: string) {
          const ask = (wanted: Wanted, told?: Told) => {
            asked.push({ selector, wanted, told });
            return query;
          };
          return {
            fields: ask,
            node: (told?: Told) => ask({ node: true }, told),
            boundingClientRect: (told?: Told) => ask({ size: true, rect: true }, told),
          };
        },
        /** Never before the call has returned. */
        exec(done?: (found: (object | null)[]) => void) {
          setTimeout(() => {
            if (!page()) return;
            const found = asked.map(({ selector, wanted }) => answer(selector, wanted));
            for (const [at, { told }] of asked.entries()) told?.(found[at]!);
            done?.(found);
          }, 0);
        },
      };
      return query;
    },
    drawings: () =>
      visible().flatMap((element) => {
        const drawing = drawn.get(element);
        return drawing ? [drawing] : [];
      }),
  };
}
