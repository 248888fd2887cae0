/** Takes the attributes of an ONNX node. */
import type { NodeMessage } from './messages.ts';

function find({ attributes }: NodeMessage, name: string) {
  return attributes.find((attribute) => attribute.name === name);
}

/** Returns a list of whole numbers, or null where the node has none of this name. */
export function intsOf(node: NodeMessage, name: string): readonly number[] | null {
  const found = find(node, name);
  return found ? found.ints.map(Number) : null;
}

export function numberOf(node: NodeMessage, name: string): number | null {
  const found = find(node, name);
  return found ? Number(found.int) : null;
}

export function floatOf(node: NodeMessage, name: string): number | null {
  return find(node, name)?.float ?? null;
}

export function textOf(node: NodeMessage, name: string): string | null {
  return find(node, name)?.text ?? null;
}
