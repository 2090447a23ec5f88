/** Screen: what a person sees of a mini-program's page, and what a finger can do to it. */
import type { Element, Node } from 'glass-easel';
import {
  ancestors,
  attribute,
  childrenOf,
  isElement,
  isHidden,
  isText,
  isTrue,
  isVirtual,
  nameOf,
  trigger,
  visibleElements,
} from './elements.ts';

/** What to look for: words anywhere in the text, whether or not a line ends between them. */
export type Words = string | RegExp;

/** What a touch on a button with `open-type` makes the super-app do; `undefined` when it knows no such type. */
export type OpenTypes = (type: string) => (() => Promise<Told | undefined>) | undefined;
/** What the button hears of it, where it hears anything. */
export interface Told {
  event: string;
  detail: unknown;
}

export interface Screen {
  /** Everything readable, a line for each block. */
  text(): string;
  /** Resolves with the text when all of these can be read, in whatever order; rejects with the text when they never can. */
  shows(words: Words | Words[], withinMs?: number): Promise<string>;
  /** Resolves when this can no longer be read. */
  hides(words: Words, withinMs?: number): Promise<string>;
  /** Touches what is written or labelled so, the first where several are. */
  tap(words: Words, withinMs?: number): Promise<void>;
  /** Types into the field with this label or placeholder. */
  type(field: string, value: string): Promise<void>;
  /** Labels for screen readers, in order. */
  labels(): string[];
}

const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 20;

/** A sentence may be drawn in several blocks. */
export function isIn(seen: string, words: Words): boolean {
  const joined = seen.replace(/\n/g, '');
  return typeof words === 'string'
    ? seen.includes(words) || joined.includes(words)
    : words.test(seen) || words.test(joined);
}

/** A phone draws `text` in the line, everything else as a block. */
function read(node: Node): string {
  if (isText(node)) return node.textContent;
  const element = node as Element;
  if (isElement(node) && isHidden(element)) return '';
  const inside = childrenOf(node).map(read).join('');
  if (nameOf(element) === 'input' || nameOf(element) === 'textarea') return `\n${attribute(element, 'value')}\n`;
  return isVirtual(node) || nameOf(element) === 'text' ? inside : `\n${inside}\n`;
}

function lines(node: Node): string {
  return read(node)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** The innermost element that says these words, as its label or as all of its text; else one that has them as a line. */
function named(root: Element, words: Words): Element | undefined {
  const says = (said: string) => (typeof words === 'string' ? said === words : words.test(said));
  const all = [...visibleElements(root)];
  const exact = all.filter((element) => says(attribute(element, 'aria-label')) || says(lines(element)));
  const found = exact.length > 0 ? exact : all.filter((element) => lines(element).split('\n').some(says));
  return found.find((element) => !found.some((other) => other !== element && ancestors(other).includes(element)));
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

  function send(element: Element, event: string, detail: unknown, bubbles: boolean): void {
    const before = heard();
    trigger(element, event, detail, bubbles);
    if (heard() === before) throw new Error(`nobody hears "${event}" of <${nameOf(element)}> ${lines(element)}`);
  }

  /** Lets React answer before the next touch, as a hand would. */
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, LOOK_EVERY_MS));

  /** What is to be touched may only just be on its way, as on a page that a loaded machine is still drawing. */
  async function there(look: () => Element | undefined, missing: string, withinMs = PATIENCE_MS): Promise<Element> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = look();
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`${missing} on:\n${text()}`);
      await pause();
    }
  }

  function field(label: string): Element | undefined {
    const inputs = [...visibleElements(root())].filter((element) => ['input', 'textarea'].includes(nameOf(element)));
    return inputs.find(
      (element) => attribute(element, 'aria-label') === label || attribute(element, 'placeholder') === label,
    );
  }

  return {
    text,
    shows: (words, withinMs) =>
      until(
        (seen) => [words].flat().every((each) => isIn(seen, each)),
        `does not show ${[words].flat().join(' + ')}`,
        withinMs,
      ),
    hides: (words, withinMs) => until((seen) => !isIn(seen, words), `still shows ${words}`, withinMs),
    async tap(words, withinMs) {
      const element = await there(() => named(root(), words), `nothing says "${words}"`, withinMs);
      const button = ancestors(element).find((each) => nameOf(each) === 'button');
      if (button && isTrue(attribute(button, 'disabled'))) throw new Error(`the button "${words}" is disabled`);
      const openType = button ? attribute(button, 'open-type') : '';
      if (button && openType) {
        const open = openTypes(openType);
        if (!open) throw new Error(`the super-app knows no open-type "${openType}"`);
        const told = await open();
        if (told) send(button, told.event, told.detail, false);
      } else send(element, 'tap', { x: 1, y: 1 }, true);
      await pause();
    },
    async type(label, value) {
      const input = await there(() => field(label), `there is no field "${label}"`);
      if (isTrue(attribute(input, 'disabled'))) throw new Error(`the field "${label}" is disabled`);
      const limit = Number(attribute(input, 'maxlength') || 140);
      const typed = limit >= 0 ? [...value].slice(0, limit).join('') : value;
      send(input, 'input', { value: typed, cursor: typed.length, keyCode: 0 }, false);
      await pause();
    },
    labels: () => [...visibleElements(root())].map((each) => attribute(each, 'aria-label')).filter(Boolean),
  };
}
