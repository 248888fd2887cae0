/** Checks that a layer of a network file keeps the hardware limits that the file claims for it. */
import { levelsOf } from '../engine/layers/constraint.ts';
import type { SpikingLayer, SpikingNetwork } from '../engine/spiking/spiking-network.ts';
import { inputsPerWeight, weightsAllowed } from '../networks/fan-in.ts';
import { outputChannels } from '../networks/layer.ts';
import { ExchangeError, quoted } from './error.ts';

/**
 * Checks the weights and biases of a layer that is marked as constrained; other layers are not
 * looked at. Throws {@link ExchangeError} naming layer, tensor and channel.
 */
export function checkConstraint(
  { layer, weight, bias, constrained }: SpikingLayer,
  constraint: SpikingNetwork['constraint'],
): void {
  if (!constrained) return;
  const where = `layer ${quoted(layer.name)}`;
  if (!constraint)
    throw new ExchangeError(`${where}: marked as constrained, but the record names no constraint`);
  const channels = outputChannels(layer.synapse);
  const { precision, scope, fanIn } = constraint;
  if (precision) {
    // A connection that a fan-in limit took away is 0, whether or not 0 is among the levels.
    const allowed = levelsOf(precision).length;
    const groups = scope === 'channel' ? channels : 1;
    checkDistinct(`${where}: weight`, weight, groups, allowed, fanIn !== null);
    checkDistinct(`${where}: bias`, bias, 1, allowed, false);
  }
  if (fanIn === null) return;
  if (inputsPerWeight(layer) > fanIn)
    throw new ExchangeError(
      `${where}: one weight is ${inputsPerWeight(layer)} connections, more than the fan-in limit of ${fanIn}`,
    );
  const most = weightsAllowed(layer, fanIn);
  const connected = new Uint32Array(channels);
  weight.forEach((value, i) => {
    if (value !== 0) connected[i % channels]!++;
  });
  const over = connected.findIndex((count) => count > most);
  if (over >= 0)
    throw new ExchangeError(
      `${where}: weight of output channel ${over} has ${connected[over]} connections that are not 0; ` +
        `a fan-in limit of ${fanIn} allows ${most}`,
    );
}

/** Checks that each of `groups` interleaved groups has at most `allowed` distinct values. */
function checkDistinct(
  where: string,
  values: Float32Array,
  groups: number,
  allowed: number,
  zeroIsFree: boolean,
): void {
  const known = Array.from({ length: groups }, () => new Set<number>());
  for (let i = 0; i < values.length; i++) {
    const set = known[i % groups]!;
    if (zeroIsFree && values[i] === 0) continue;
    set.add(values[i]!);
    if (set.size > allowed)
      throw new ExchangeError(
        `${where}${groups > 1 ? ` of output channel ${i % groups}` : ''} has more than the ${allowed} distinct values ` +
          'that the record’s precision allows',
      );
  }
}
