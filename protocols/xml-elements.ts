/** Objects of text → XML elements: what SOAP sends. Nothing but elements and text is ever written. */
import type { Template } from './source-file.ts';

/** Names → elements in their order; a list repeats its element. Names come from a source's file and are taken as they stand. */
export function elements(tree: { [name: string]: Template }): string {
  return Object.entries(tree)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => element(name, contentOf(one))))
    .join('');
}

/** `content` is XML already. */
export function element(name: string, content: string, attributes = ''): string {
  return `<${name}${attributes}>${content}</${name}>`;
}

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPED[character]!);
}

function contentOf(value: Template): string {
  if (typeof value === 'object' && value !== null) return elements(value as { [name: string]: Template });
  return escapeXml(String(value ?? ''));
}
