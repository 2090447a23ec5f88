/** Elements: the tree of a mini-program's page as a person meets it: what is visible, what it is called, what lies in what. */
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

export const isText = (node: Node): node is import('glass-easel').TextNode => TextNode.isTextNode(node);
export const isVirtual = (node: Node): boolean => VirtualNode.isVirtualNode(node);
export const isElement = (node: Node): node is Element => Elements.isElement(node as Element);

/** Those of a component's own tree, where it is one. */
export function childrenOf(node: Node): Node[] {
  if (isText(node)) return [];
  const component = Components.isComponent(node) ? (node as Component<never, never, never>) : undefined;
  return component ? component.getShadowRoot()!.childNodes : (node as Element).childNodes;
}

export const attribute = (element: Element, name: string): string => String(element.getAttribute?.(name) ?? '');
/** `view`, `button`, `camera` … */
export const nameOf = (element: Element): string => (element as { is?: string }).is ?? '';
export const isTrue = (value: string): boolean => value !== '' && value !== 'false';

export function isHidden(element: Element): boolean {
  return isTrue(attribute(element, 'hidden')) || /display:\s*none/.test(String(element.style ?? ''));
}

export function* visibleElements(node: Node): Generator<Element> {
  if (!isElement(node) || isHidden(node)) return;
  if (!isVirtual(node)) yield node;
  for (const child of childrenOf(node)) yield* visibleElements(child);
}

function parentOf(element: Element): Element | null {
  if (element.parentNode) return element.parentNode;
  // The root of a component's own tree: go on with the component.
  const host = (element as { getHostNode?(): Element }).getHostNode?.();
  return host ?? null;
}

/** Itself first. */
export function ancestors(element: Element): Element[] {
  const above = parentOf(element);
  return above ? [element, ...ancestors(above)] : [element];
}

/** Lets something happen to it, as the system does. */
export function trigger(element: Element, event: string, detail: unknown, bubbles = false): void {
  Event.triggerEvent(element, event, detail, { bubbles, composed: bubbles });
}
