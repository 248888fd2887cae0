/** Turns a network record into layers that are trained, and into the chain that is converted. */
import { type AnalogStep, factsOf, type LayerRecord, type LinearStep } from './kinds/index.ts';
import type { AnalogLayer, Layer } from './layer.ts';
import type { NetworkRecord } from './network.ts';
import { NetworkError } from './network-error.ts';
import { unknownKind } from './unknown-kind.ts';

/**
 * Groups records into layers that can be converted: linear steps, one synapse, optional batch norm,
 * ReLU (all but the last). Throws {@link NetworkError} naming the record where the chain is not of
 * that form, or where the record's kind cannot spike.
 */
export function toLayers(network: NetworkRecord): Layer[] {
  return groupedLayers(network, linearStep);
}

/**
 * Does the same as {@link toLayers} for an analog network, which may have steps that cannot be
 * converted, as max pooling.
 */
export function toAnalogLayers(network: NetworkRecord): AnalogLayer[] {
  return groupedLayers(network, anyStep);
}

function linearStep(record: LayerRecord): LinearStep {
  const facts = factsOf(record);
  if (facts.role === 'analogStep') throw new NetworkError(`${record.name}: ${facts.refusal}`);
  return anyStep(record) as LinearStep;
}

function anyStep(record: LayerRecord): LinearStep | AnalogStep {
  const facts = factsOf(record);
  return facts.role === 'step' || facts.role === 'analogStep'
    ? (facts.partOf(record) as LinearStep | AnalogStep)
    : unknownKind(record as never);
}

type Grouped<S extends LinearStep | AnalogStep> = AnalogLayer & { readonly before: readonly S[] };

function groupedLayers<S extends LinearStep | AnalogStep>(
  network: NetworkRecord,
  stepOf: (record: LayerRecord) => S,
): Grouped<S>[] {
  const layers: Grouped<S>[] = [];
  let before: S[] = [];
  let open = null as Grouped<S> | null;
  for (const record of network.layers) {
    const facts = factsOf(record);
    const refuse = (words: string) => new NetworkError(`${record.name}: ${words}`);
    switch (facts.role) {
      case 'step':
      case 'analogStep': {
        const step = stepOf(record);
        if (open) throw refuse(`comes before the ReLU of ${open.name}`);
        before.push(step);
        break;
      }
      case 'synapse':
        if (open) throw refuse(`${open.name} before it has no ReLU, so it cannot spike`);
        open = {
          name: record.name,
          before,
          synapse: facts.partOf(record) as Layer['synapse'],
          batchNorm: null,
        };
        before = [];
        break;
      case 'norm':
        if (!open) throw refuse(`${facts.title} must follow a convolution or dense layer`);
        if (open.batchNorm) throw refuse(`${open.name} already has ${facts.title}`);
        open = { ...open, batchNorm: facts.settings(record) };
        break;
      case 'neurons':
        if (!open) throw refuse(`a ${facts.title} must follow a convolution or dense layer`);
        layers.push(open);
        open = null;
        break;
      case 'back':
        throw refuse(facts.refusal);
      default:
        unknownKind(facts);
    }
  }
  if (!open || before.length > 0)
    throw new NetworkError('the last layer must be a convolution or dense layer without ReLU');
  if (open.batchNorm) throw new NetworkError(`${open.name}: the output layer has no batch norm (§5.1)`);
  return [...layers, open];
}
