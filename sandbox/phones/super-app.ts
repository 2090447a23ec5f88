/** SuperApp: what WeChat and Alipay each give a mini-program that runs inside them. */
import type { CameraSayings } from './camera.ts';
import type { Device } from './device.ts';
import type { Drawing } from './drawing.ts';
import type { Engine } from './engine.ts';
import type { OpenPage } from './page-stack.ts';
import type { OpenTypes } from './screen.ts';
import type { Dialect } from './templates.ts';

/** What a super-app's calls can do to the program that makes them. Each throws what is wrong with it. */
export interface Steering {
  navigateTo(url: string): void;
  redirectTo(url: string): void;
  reLaunch(url: string): void;
  navigateBack(delta?: number): void;
  setTitle(title: string): void;
  /** Something of the super-app's own lies over the program, and goes again. */
  hide(): void;
  show(): void;
  pullDownDone(): void;
  /** The page on top is no longer offered to be forwarded. */
  hideShareMenu(): void;
  /** What `createSelectorQuery()` gives. */
  selectorQuery(): object;
  /** What is drawn on the canvas with this node. */
  drawingOf(node: object): Drawing | undefined;
}

export interface SuperApp {
  /** The phone that it runs on. */
  device: Device;
  camera: CameraSayings;
  /** The name its calls go by. */
  global: 'wx' | 'my';
  dialect: Dialect;
  /** The page setting that allows to pull down. */
  pullDownSetting: string;
  calls(program: Steering, engine: Engine): object;
  /** What else the code finds as globals. */
  globals: Record<string, object>;
  openTypes: OpenTypes;
  /** Whether the menu offers to forward this page, until it takes that back. */
  offersForwarding(page: OpenPage): boolean;
}
