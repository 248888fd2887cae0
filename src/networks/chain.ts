/** Turns a network record into the chain of layers that is trained and converted. */
import { factsOf, type Step } from './kinds/index.ts';
import type { Layer } from './layer.ts';
import type { NetworkRecord } from './network.ts';
import { NetworkError } from './network-error.ts';
import { unknownKind } from './unknown-kind.ts';

/**
 * Groups records into layers: steps, one synapse, optional batch norm, ReLU (all but the last).
 * Throws {@link NetworkError} naming the record where the chain is not of that form, or where the
 * record's kind cannot spike.
 */
export function toLayers(network: NetworkRecord): Layer[] {
  const layers: Layer[] = [];
  let before: Step[] = [];
  let open = null as Layer | null;
  for (const record of network.layers) {
    const facts = factsOf(record);
    const refuse = (words: string) => new NetworkError(`${record.name}: ${words}`);
    switch (facts.role) {
      case 'step':
        if (open) throw refuse(`comes before the ReLU of ${open.name}`);
        before.push(facts.partOf(record) as Step);
        break;
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
