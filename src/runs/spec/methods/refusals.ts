/**
 * Helpers by which a recipe says what it cannot take: the setting or the layer, the reason, what to
 * use instead.
 */
import { leastImages } from '../../../engine/hybrid/calibration.ts';
import type { Layer } from '../../../networks/layer.ts';
import { writeCount } from '../../../tasks/writing.ts';
import type { CrossProblem } from '../cross-problem.ts';
import { noLimit } from '../field-kinds.ts';
import type { RunSpec } from '../run-spec.ts';
import type { FieldName, Settings } from '../settings.ts';
import { valueText } from '../value-text.ts';

/** Returns the problem of a layer that a method cannot take, as “has no batch norm to fold”. */
export function layerProblem(layer: Pick<Layer, 'name'>, words: string): CrossProblem {
  return { fields: ['network'], message: `network: layer ${layer.name} ${words}` };
}

/** Allows only these values of a setting. `reason` is a sentence without its full stop. */
export function only<K extends FieldName>(
  spec: RunSpec,
  name: K,
  values: readonly Settings[K][],
  reason: string,
): CrossProblem[] {
  if (values.includes(spec[name])) return [];
  const use = values.map((value) => valueText(value)).join(' or ');
  return [{ fields: [name], message: `${name}: ${reason}; use ${use} (got ${valueText(spec[name])})` }];
}

/** Allows no more than `most` of a setting. */
export function atMost(
  spec: RunSpec,
  name: 'timeSteps' | 'batchSize' | 'trainCount',
  most: number,
  reason: string,
): CrossProblem[] {
  if (spec[name] <= most) return [];
  return [{ fields: [name], message: `${name}: ${reason}; use at most ${most} (got ${spec[name]})` }];
}

/** Refuses hardware limits, for a method that cannot impose them. */
export function noHardwareLimits(spec: RunSpec, reason: string): CrossProblem[] {
  return [...only(spec, 'weightBits', ['float'], reason), ...only(spec, 'fanIn', [noLimit], reason)];
}

/**
 * Refuses training sets with fewer images than something needs that is found for each channel.
 * `what` is found; `use` is the setting without it.
 */
export function tooFewForChannels(
  { trainCount }: Pick<RunSpec, 'trainCount'>,
  field: FieldName,
  what: string,
  use: string,
): CrossProblem[] {
  const least = leastImages.channel;
  if (trainCount >= least) return [];
  return [
    {
      fields: ['trainCount', field],
      message: `trainCount: ${what} for each channel, which needs at least ${writeCount(least)} images; use more images, or ${use} (got ${writeCount(trainCount)})`,
    },
  ];
}
