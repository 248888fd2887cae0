/**
 * Registers neurons through time in WebAssembly, used when a plane has enough neurons; the plain
 * loops compute the others.
 */
import { float32 } from '../../plain-kernel.ts';
import type { PreferredKernel } from '../../preferred-kernel.ts';
import { sizeOf } from '../../shape.ts';
import {
  type SurrogateAttributes,
  type SurrogateShape,
  surrogateNeuronsGradName,
  surrogateNeuronsName,
} from './contract.ts';

/** Numbers of the shapes in assembly/surrogate.ts. */
const shapeNumbers: Readonly<Record<SurrogateShape, number>> = {
  rectangle: 0,
  triangle: 1,
  sigmoid: 2,
  arctan: 3,
};

/** Number of neurons that are computed together. */
const group = 16;

type Shaped = { readonly shape: readonly number[] };

const planeOf = ({ shape }: Shaped) => sizeOf(shape.slice(1));
const channelsOf = ({ shape }: Shaped) => shape.at(-1)!;

function handles({ current }: Record<string, Shaped | undefined>): boolean {
  return planeOf(current!) >= group;
}

/** Returns sizes and neurons in the order in which both functions take them. */
function problem(
  current: Shaped,
  threshold: Shaped,
  { timeSteps, leak, reset, initialShare }: SurrogateAttributes,
) {
  const plane = planeOf(current);
  const stride = current.shape[0] === 1 ? 0 : plane;
  const sizes = [plane, stride, channelsOf(current), sizeOf(threshold.shape), timeSteps];
  return [...sizes, leak, reset === 'hard' ? 1 : 0, initialShare];
}

const scratchOf = (current: Shaped) => 8 * (channelsOf(current) + group);

export const surrogateNeuronsKernel: PreferredKernel<SurrogateAttributes> = {
  name: surrogateNeuronsName,
  handles,
  outputs: ({ current }, { timeSteps }) => [float32([timeSteps, ...current!.shape.slice(1)])],
  scratch: ({ current }) => scratchOf(current!),
  run: (functions, { current, threshold }, [spikes], attributes, scratch) => {
    const addresses = [current!.at, threshold!.at, spikes!.at];
    functions.surrogateNeurons!(...addresses, ...problem(current!, threshold!, attributes), scratch);
  },
};

export const surrogateNeuronsGradKernel: PreferredKernel<SurrogateAttributes> = {
  name: surrogateNeuronsGradName,
  handles,
  outputs: ({ current }) => [float32(current!.shape)],
  scratch: ({ current }, { timeSteps }) => scratchOf(current!) + 64 * timeSteps,
  run: (functions, { dy, current, threshold }, [dz], attributes, scratch) => {
    const addresses = [dy!.at, current!.at, threshold!.at, dz!.at];
    const { shape, width } = attributes;
    const surrogate = [shapeNumbers[shape], width];
    const arguments_ = [...addresses, ...problem(current!, threshold!, attributes), ...surrogate, scratch];
    functions.surrogateNeuronsGrad!(...arguments_);
  },
};
