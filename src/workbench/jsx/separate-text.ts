/**
 * Keeps text that React updates apart from everything else: each text becomes the only child of an
 * element. A browser's translation replaces text nodes by elements of its own. Where a text node
 * has neighbours, React then removes or changes one that is no longer in the page, which throws or
 * shows nothing new. The text of an element without other children is set as a whole, whatever has
 * become of it.
 */
import { createElement, Fragment, type ReactNode } from 'react';

/** The element around a text that has neighbours. Neither HTML nor a style sheet knows it. */
const textElement = 'text-part';

/** Elements that take text and nothing else. */
const textOnly: ReadonlySet<unknown> = new Set(['option', 'title', 'textarea', 'style', 'script']);

type Words = string | number | bigint;

function isWords(child: ReactNode): child is Words {
  return typeof child === 'string' || typeof child === 'number' || typeof child === 'bigint';
}

/** Tells whether a child is text, or shows nothing. */
function isPlain(child: ReactNode): boolean {
  return isWords(child) || child === null || child === undefined || typeof child === 'boolean';
}

function joined(children: readonly ReactNode[]): string {
  return children.filter(isWords).map(String).join('');
}

function wrap(text: string, type: unknown, place: number): ReactNode {
  // A translation leaves white space alone, and in a flexible box an element of it has a gap.
  if (text.trim() === '') return text;
  const wrapper = type === 'text' || type === 'tspan' ? 'tspan' : textElement;
  return createElement(wrapper, { key: `text ${place}` }, text);
}

/**
 * Separates the texts of a list. Neighbouring texts become one, in the first one's place, so that
 * everything else keeps its own.
 */
function separateList(children: readonly ReactNode[], type: unknown): readonly ReactNode[] {
  const separate: ReactNode[] = [];
  for (let at = 0; at < children.length; at = separate.length) {
    const child = children[at];
    if (Array.isArray(child)) separate.push(separateList(child, type));
    else if (!isPlain(child)) separate.push(child);
    else {
      const next = children.findIndex((other, i) => i > at && !isPlain(other));
      const texts = children.slice(at, next === -1 ? undefined : next);
      separate.push(wrap(joined(texts), type, at), ...texts.slice(1).fill(null));
    }
  }
  return separate;
}

/**
 * Returns the children of an element of `type` with each text in an element of its own, unless it
 * is all that there is.
 */
export function separateText(children: ReactNode, type: unknown): ReactNode {
  if (isWords(children)) return type === Fragment ? wrap(String(children), type, 0) : children;
  if (!Array.isArray(children)) return children;
  if (textOnly.has(type)) return joined(children.flat(Number.POSITIVE_INFINITY));
  if (type !== Fragment && children.every(isPlain)) return joined(children);
  if (!children.some((child) => isWords(child) || Array.isArray(child))) return children;
  return separateList(children, type);
}
