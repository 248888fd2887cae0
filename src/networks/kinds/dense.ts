/** Dense layer: every output is connected to every input. */

import { NetworkError } from '../network-error.ts';
import { z } from '../zod.ts';
import { checkTakes, checkWhole, maxSize } from './checks.ts';
import { connectedPerRow } from './connected.ts';
import type { KindNotation, SynapseKind } from './kind.ts';
import { countSchema } from './schemas.ts';

/** A dense synapse with weight `[in, out]`. */
export interface DenseSynapse {
  readonly kind: 'dense';
  readonly inputSize: number;
  readonly outputSize: number;
}

/** Computes y = Wᵀx + b. Weight `[inputSize, units]`. */
export interface DenseRecord {
  readonly kind: 'dense';
  readonly name: string;
  readonly inputSize: number;
  readonly units: number;
}

export function dense(input: { name: string; inputSize: number; units: number }): DenseRecord {
  const { name, inputSize, units } = input;
  checkWhole(name, 'inputs', inputSize, 1, maxSize);
  checkWhole(name, 'units', units, 1, 65536);
  if (inputSize * units > maxSize)
    throw new NetworkError(`${name}: ${inputSize}×${units} weights are more than ${maxSize}`);
  return { kind: 'dense', name, inputSize, units };
}

const notation: KindNotation<DenseRecord> = {
  example: 'a number',
  takes: 'vector',
  read: (text) =>
    /^\d{1,5}$/.test(text)
      ? ({ last, weighted, arriving }) =>
          dense({
            name: last ? 'output' : `fc${weighted}`,
            inputSize: arriving[0]!,
            units: Number(text),
          })
      : null,
  write: ({ units }) => String(units),
};

const schema = z.strictObject({
  kind: z.literal('dense'),
  inputSize: countSchema,
  outputSize: countSchema,
});

export const denseKind: SynapseKind<DenseRecord, DenseSynapse> = {
  role: 'synapse',
  title: 'dense layer',
  handsOn: ({ name, inputSize, units }, arriving) => {
    checkTakes(name, [inputSize], arriving);
    return [units];
  },
  notation,
  partOf: ({ inputSize, units }) => ({ kind: 'dense', inputSize, outputSize: units }),
  recordOf: ({ inputSize, outputSize }, name) => dense({ name, inputSize, units: outputSize }),
  inputShape: ({ inputSize }) => [inputSize],
  outputShape: ({ outputSize }) => [outputSize],
  schemas: { 1: schema, 2: schema },
  weightShape: ({ inputSize, outputSize }) => [inputSize, outputSize],
  fanOut: ({ inputSize, outputSize }, weight) =>
    weight ? connectedPerRow(weight, outputSize) : new Float64Array(inputSize).fill(outputSize),
  connections: ({ inputSize, outputSize }) => inputSize * outputSize,
  shorthand: ({ inputSize, outputSize }, write) => `${write(inputSize)}→${write(outputSize)}`,
};
