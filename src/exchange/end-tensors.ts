/** Reads and writes the analog ends of a separator as tensors, beside those of its layers. */
import type { Ends } from '../engine/separation/ends.ts';
import type { Front } from '../networks/front.ts';
import { floatTensor } from './float-tensor.ts';
import type { TensorFile, WrittenTensor } from './safetensors.ts';

/** Names of the tensors. `encoder` and `decoder` are `[L, N]`, the others `[N]`. */
const parts = ['encoder', 'gain', 'bias', 'decoder'] as const;

/** The name before the parts, where a layer has its own; no layer of the notation has it. */
const where = 'ends';

/** Returns the names of the tensors of a network with this front; none without one. */
export function endNames(front: Front | null | undefined): string[] {
  return front ? parts.map((part) => `${where}.${part}`) : [];
}

function shapeOf({ length, filters }: Front, part: (typeof parts)[number]): readonly number[] {
  return part === 'encoder' || part === 'decoder' ? [length, filters] : [filters];
}

export function endTensors(ends: Ends): [string, WrittenTensor][] {
  return parts.map((part) => [
    `${where}.${part}`,
    { type: 'F32', shape: shapeOf(ends.front, part), values: ends[part] },
  ]);
}

/** Reads the ends. Throws an ExchangeError that names the tensor and what is wrong. */
export function readEndTensors(file: TensorFile, front: Front): Ends {
  const read = (part: (typeof parts)[number]) => floatTensor(file, where, part, shapeOf(front, part));
  return {
    front,
    encoder: read('encoder'),
    gain: read('gain'),
    bias: read('bias'),
    decoder: read('decoder'),
  };
}
