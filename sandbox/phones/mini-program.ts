/** MiniProgram: a built mini-program running in glass-easel, WeChat's own component framework, as a super-app runs it. */
import { watchCamera } from './camera.ts';
import { codeIn } from './drawing.ts';
import { cardOf } from './forwarding.ts';
import { createPackages } from './packages.ts';
import { createPageStack } from './page-stack.ts';
import { createProgramCode } from './program-code.ts';
import { createScreen, type OpenTypes, type Screen } from './screen.ts';
import { createCanvases } from './selector-query.ts';
import type { Steering, SuperApp } from './super-app.ts';

export interface MiniProgram {
  /** The page on top, whichever it is. */
  readonly screen: Screen;
  /** Its address, without query. */
  readonly route: string;
  readonly title: string;
  /** What the code threw, and what it wrote with console.warn and console.error: a healthy run has none. */
  readonly faults: string[];
  /** The code drawn on the page, as another phone's camera reads it. */
  readonly code: string | undefined;
  /** What is written on the page's canvases. */
  readonly drawnWords: string[];
  /** Whether the camera component's light is on. */
  readonly torch: boolean;
  /** Of each page that was open, by its route: whether the super-app's menu offers to forward it. */
  readonly forwardable: ReadonlyMap<string, boolean>;
  /** A person goes back with the super-app's own button. */
  back(): void;
  /** A person pulls the page down; resolves when the program says that it is done. */
  pullDown(withinMs?: number): Promise<void>;
  /** The person leaves for another app, and comes back. */
  hide(): void;
  show(): void;
  close(): void;
}

/** Opens the program at its first page, or at `url`. */
export function openMiniProgram(folder: string, superApp: SuperApp, url?: string): MiniProgram {
  let title = '';
  let pullDownDone: (() => void) | undefined;
  const stack = createPageStack(() => code);
  const call: typeof code.call = (...parameters) => code.call(...parameters);
  const { device } = superApp;
  let hidden = false;
  const forwardable = new Map<string, boolean>();
  const topElement = () => (stack.pages.length > 0 ? stack.top().element : undefined);
  const canvases = createCanvases(topElement);
  const camera = watchCamera(() => (hidden ? undefined : topElement()), device, superApp.camera);

  function push(to: string): void {
    title = '';
    stack.push(to, (page) => forwardable.set(page.route, superApp.offersForwarding(page)));
    packages.opened(to);
  }

  const steering: Steering = {
    navigateTo(to) {
      packages.reach(to);
      call(stack.top().object, 'onHide');
      push(to);
    },
    redirectTo(to) {
      packages.reach(to);
      stack.pop();
      push(to);
    },
    reLaunch(to) {
      packages.reach(to);
      while (stack.pages.length > 0) stack.pop();
      push(to);
    },
    navigateBack(delta = 1) {
      title = '';
      for (let left = delta; left > 0 && stack.pages.length > 1; left--) stack.pop();
      call(stack.top().object, 'onShow');
    },
    setTitle(text) {
      title = text;
    },
    hide() {
      hidden = true;
      camera.stop();
      call(stack.top().object, 'onHide');
      call(code.app(), 'onHide');
    },
    show() {
      hidden = false;
      call(code.app(), 'onShow', opening);
      call(stack.top().object, 'onShow');
    },
    pullDownDone: () => pullDownDone?.(),
    hideShareMenu: () => void forwardable.set(stack.top().route, false),
    selectorQuery: canvases.query,
    drawingOf: (node) => canvases.drawings().find((drawing) => drawing.node === node),
  };
  const code = createProgramCode(
    folder,
    superApp.dialect,
    device,
    (engine) => ({ ...superApp.globals, [superApp.global]: superApp.calls(steering, engine) }),
    () => stack.pages.map(({ object }) => object),
  );

  const packages = createPackages(code.appSettings, device);
  /** The holder chooses a chat, and sends. */
  const openTypes: OpenTypes = (type) =>
    type === 'share'
      ? async () => void device.state.cards.push(cardOf(stack.top(), folder, code.engine))
      : superApp.openTypes(type);

  const screen = createScreen(() => stack.top().element, openTypes, code.heard);
  const opening = code.engine.own({ path: url ?? code.appSettings.pages[0], query: {}, scene: 1001 });
  call(code.app(), 'onLaunch', opening);
  call(code.app(), 'onShow', opening);
  code.loadPages();
  const first = url ?? (code.appSettings.pages[0] as string);
  packages.reach(first);
  push(first);

  return {
    screen,
    get route() {
      return stack.top().route;
    },
    get title() {
      const { settings } = stack.top();
      return title || String(settings.navigationBarTitleText ?? settings.defaultTitle ?? '');
    },
    get faults() {
      const words = (error: unknown) => (error as Error).stack ?? String(error);
      return [...[...code.thrown, ...code.engine.errors].map(words), ...code.engine.complaints, ...camera.faults];
    },
    get code() {
      const found = canvases.drawings().map((drawing) => codeIn(drawing.picture()));
      return found.find((text) => text !== undefined);
    },
    get drawnWords() {
      return canvases.drawings().flatMap((drawing) => drawing.words());
    },
    forwardable,
    get torch() {
      return camera.torch();
    },
    back: () => steering.navigateBack(),
    async pullDown(withinMs = 10_000) {
      const { object, route, settings } = stack.top();
      const name = superApp.pullDownSetting;
      if ((settings[name] ?? code.appSettings.window?.[name]) !== true) throw new Error(`${route} does not pull down`);
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${route} stays pulled down`)), withinMs);
        pullDownDone = () => {
          clearTimeout(timer);
          resolve();
        };
        call(object, 'onPullDownRefresh');
      });
    },
    hide: steering.hide,
    show: steering.show,
    close() {
      camera.close();
      while (stack.pages.length > 0) stack.pop();
      code.engine.stop();
    },
  };
}
