/** Screen: what a person sees of a mini-program's page, and what a finger can do to it. */
import { createRequire } from 'node:module';
import type { Component, Element, Node } from 'glass-easel';

const require = createRequire(import.meta.url);
const {
  Component: Components,
  Element: Elements,
  Event,
  TextNode,
  VirtualNode,
} = require('glass-easel') as typeof import('glass-easel');

/** What a touch on a button with `open-type` makes the super-app do; `undefined` when it knows no such type. */
export type OpenTypes = (type: string) => (() => Promise<{ event: string; detail: unknown }>) | undefined;

export interface Screen {
  /** Everything readable, a line for each block. */
  text(): string;
  /** Resolves with the text when all of these can be read, in whatever order; rejects with the text when they never can. */
  shows(words: (string | RegExp)[] | string | RegExp, withinMs?: number): Promise<string>;
  /** Resolves when this can no longer be read. */
  hides(words: string | RegExp, withinMs?: number): Promise<string>;
  /** Touches what is written or labelled so; `nth` (from 0) where several are. */
  tap(words: string, nth?: number): Promise<void>;
  /** Types into the field with this label or placeholder. */
  type(field: string, value: string): Promise<void>;
  /** Chooses an option of the picker that is written or labelled so. */
  choose(picker: string, option: string): Promise<void>;
  /** Labels for screen readers, in order. */
  labels(): string[];
}

const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 20;

const isElement = (node: Node): node is Element => Elements.isElement(node as Element);

function childrenOf(node: Node): Node[] {
  if (TextNode.isTextNode(node)) return [];
  const component = Components.isComponent(node) ? (node as Component<never, never, never>) : undefined;
  return component ? component.getShadowRoot()!.childNodes : (node as Element).childNodes;
}

const attribute = (element: Element, name: string): string => String(element.getAttribute?.(name) ?? '');
const nameOf = (element: Element): string => (element as { is?: string }).is ?? '';
const isTrue = (value: string): boolean => value !== '' && value !== 'false';

function isHidden(element: Element): boolean {
  return isTrue(attribute(element, 'hidden')) || /display:\s*none/.test(String(element.style ?? ''));
}

/** A phone draws `text` in the line, everything else as a block. */
function read(node: Node): string {
  if (TextNode.isTextNode(node)) return node.textContent;
  const element = node as Element;
  if (isElement(node) && isHidden(element)) return '';
  const inside = childrenOf(node).map(read).join('');
  if (nameOf(element) === 'input' || nameOf(element) === 'textarea') return `\n${attribute(element, 'value')}\n`;
  return VirtualNode.isVirtualNode(node) || nameOf(element) === 'text' ? inside : `\n${inside}\n`;
}

function lines(node: Node): string {
  return read(node)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function* visibleElements(node: Node): Generator<Element> {
  if (!isElement(node) || isHidden(node)) return;
  if (!VirtualNode.isVirtualNode(node)) yield node;
  for (const child of childrenOf(node)) yield* visibleElements(child);
}

function parentOf(element: Element): Element | null {
  if (element.parentNode) return element.parentNode;
  // The root of a component's own tree: go on with the component.
  const host = (element as { getHostNode?(): Element }).getHostNode?.();
  return host ?? null;
}

function ancestors(element: Element): Element[] {
  const above = parentOf(element);
  return above ? [element, ...ancestors(above)] : [element];
}

/** The innermost elements that say these words, as text or as a label. */
function named(root: Element, words: string): Element[] {
  const all = [...visibleElements(root)];
  const exact = all.filter((element) => attribute(element, 'aria-label') === words || lines(element) === words);
  const found = exact.length > 0 ? exact : all.filter((element) => lines(element).split('\n').includes(words));
  return found.filter((element) => !found.some((other) => other !== element && ancestors(other).includes(element)));
}

function only(root: Element, words: string, found: Element[], nth = 0): Element {
  const element = found[nth];
  if (!element) throw new Error(`nothing says "${words}" (${found.length} found) on:\n${lines(root)}`);
  return element;
}

export function createScreen(root: () => Element, openTypes: OpenTypes, heard: () => number): Screen {
  const text = () => lines(root());

  async function until(done: (text: string) => boolean, what: string, withinMs = PATIENCE_MS): Promise<string> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const seen = text();
      if (done(seen)) return seen;
      if (Date.now() > deadline) throw new Error(`after ${withinMs} ms the page ${what}; it shows:\n${seen}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
  const has = (seen: string, words: string | RegExp) =>
    typeof words === 'string' ? seen.includes(words) : words.test(seen);

  function send(element: Element, event: string, detail: unknown, bubbles: boolean): void {
    const before = heard();
    Event.triggerEvent(element, event, detail, { bubbles, composed: bubbles });
    if (heard() === before) throw new Error(`nobody hears "${event}" of <${nameOf(element)}> ${lines(element)}`);
  }

  /** Lets React answer before the next touch, as a hand would. */
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, LOOK_EVERY_MS));

  function field(label: string): Element {
    const inputs = [...visibleElements(root())].filter((element) => ['input', 'textarea'].includes(nameOf(element)));
    const found = inputs.filter(
      (element) => attribute(element, 'aria-label') === label || attribute(element, 'placeholder') === label,
    );
    return only(root(), label, found);
  }

  return {
    text,
    shows: (words, withinMs) =>
      until(
        (seen) => [words].flat().every((each) => has(seen, each)),
        `does not show ${[words].flat().join(' + ')}`,
        withinMs,
      ),
    hides: (words, withinMs) => until((seen) => !has(seen, words), `still shows ${words}`, withinMs),
    async tap(words, nth) {
      const element = only(root(), words, named(root(), words), nth);
      const button = ancestors(element).find((each) => nameOf(each) === 'button');
      if (button && isTrue(attribute(button, 'disabled'))) throw new Error(`the button "${words}" is disabled`);
      const openType = button ? attribute(button, 'open-type') : '';
      if (button && openType) {
        const open = openTypes(openType);
        if (!open) throw new Error(`the super-app knows no open-type "${openType}"`);
        const { event, detail } = await open();
        send(button, event, detail, false);
      } else send(element, 'tap', { x: 1, y: 1 }, true);
      await pause();
    },
    async type(label, value) {
      const input = field(label);
      if (isTrue(attribute(input, 'disabled'))) throw new Error(`the field "${label}" is disabled`);
      const limit = Number(attribute(input, 'maxlength') || 140);
      const typed = limit >= 0 ? [...value].slice(0, limit).join('') : value;
      send(input, 'input', { value: typed, cursor: typed.length, keyCode: 0 }, false);
      await pause();
    },
    async choose(words, option) {
      const element = only(root(), words, named(root(), words));
      const picker = ancestors(element).find((each) => nameOf(each) === 'picker');
      if (!picker) throw new Error(`"${words}" is no picker`);
      const range = picker.getAttribute('range') as unknown[];
      const key = attribute(picker, 'range-key');
      const names = range.map((each) => (key ? String((each as Record<string, unknown>)[key]) : String(each)));
      if (!names.includes(option)) throw new Error(`the picker "${words}" offers ${names.join(', ')}`);
      send(picker, 'change', { value: names.indexOf(option) }, false);
      await pause();
    },
    labels: () => [...visibleElements(root())].map((each) => attribute(each, 'aria-label')).filter(Boolean),
  };
}
