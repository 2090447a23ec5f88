/** PageStack: the open pages of a mini-program, with the lifecycle calls in the order in which a super-app makes them. */
import { createRequire } from 'node:module';
import type { Element } from 'glass-easel';
import type { ProgramCode, Settings } from './program-code.ts';

const require = createRequire(import.meta.url);
const { Element: Elements } = require('glass-easel') as typeof import('glass-easel');

export interface OpenPage {
  /** The page as its code knows it: lifecycle functions, `route`, `options`, `setData`. */
  object: Record<string, unknown>;
  route: string;
  settings: Settings;
  element: Element;
}

export interface PageStack {
  readonly pages: readonly OpenPage[];
  top(): OpenPage;
  /** `before` it is shown. */
  push(url: string, before?: (page: OpenPage) => void): void;
  pop(): void;
}

/** Both super-apps hold ten. */
const MOST_PAGES = 10;
/** The most that may cross to the page at once, in characters (WeChat's hard limit is 1024 KB). */
const LARGEST_SET_DATA = 1024 * 1024;

/** What crosses to the page: JSON, and no more of it than a super-app lets through. */
function crossing(data: unknown): Record<string, unknown> {
  const text = JSON.stringify(data);
  if (text.length > LARGEST_SET_DATA) throw new Error(`setData of ${text.length} characters at once`);
  const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
  // Super-apps read `a.[0].b` as `a[0].b`; glass-easel knows the second only.
  return Object.fromEntries(entries.map(([place, value]) => [place.replace(/\.\[/g, '['), value]));
}

export function createPageStack(code: () => ProgramCode): PageStack {
  const pages: (OpenPage & { close(): void })[] = [];

  function create(url: string): OpenPage & { close(): void } {
    const { call, createPage, engine, settingsOf, pages: known } = code();
    const [route = '', query = ''] = url.replace(/^\//, '').split('?');
    if (!known.includes(route)) throw new Error(`there is no page "${route}" in app.json`);
    if (pages.length >= MOST_PAGES) throw new Error(`more than ${MOST_PAGES} pages are open`);
    const component = createPage(route);
    const object = component.getMethodCaller() as unknown as Record<string, unknown>;
    const setData = object.setData as (data: object) => void;
    let alive = true;
    object.setData = (data: unknown, done?: () => void) => {
      if (!alive) return;
      setData.call(object, crossing(data));
      if (done) setTimeout(() => done.call(object), 0);
    };
    object.route = route;
    object.options = engine.own(Object.fromEntries(new URLSearchParams(query)));
    return {
      object,
      route,
      settings: settingsOf(route),
      element: component,
      close() {
        call(object, 'onUnload');
        alive = false;
        Elements.pretendDetached(component);
      },
    };
  }

  return {
    pages,
    top() {
      const page = pages[pages.length - 1];
      if (!page) throw new Error('no page is open');
      return page;
    },
    push(url, before) {
      const page = create(url);
      pages.push(page);
      before?.(page);
      Elements.pretendAttached(page.element);
      code().call(page.object, 'onLoad', page.object.options);
      code().call(page.object, 'onShow');
      code().call(page.object, 'onReady');
    },
    pop() {
      pages.pop()?.close();
    },
  };
}
