/** Replaces the measurements that a method does not make layer by layer with a sentence. */
import { recipeOf } from '../../../runs/spec/methods/registry.ts';
import type { RunSpec } from '../../../runs/spec/spec.ts';

const reasons = {
  layers: 'measures every layer as its stage begins',
  whole: 'trains all layers at once and measures none by itself',
  none: 'trains nothing and measures no layer by itself',
} as const;

/** Returns that sentence: `Rate conversion trains nothing and measures no layer by itself. …` */
export function togetherWords({ method }: Pick<RunSpec, 'method'>): string {
  const { title, stages } = recipeOf(method);
  return `${title} ${reasons[stages]}. What its neurons do shows in the spikes of one example, and what they cost under Cost.`;
}
