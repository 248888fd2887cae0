/** Reads the neurons of a layer, which must be alike in each channel. */

import { sizeOf } from '../../networks/shape.ts';
import { placesOf } from '../channel-order.ts';
import { ExchangeError, shapeText } from '../error.ts';
import type { NirNode } from './graph.ts';
import { numbersIn } from './tree.ts';

/** One value for all channels, or one for each. */
type PerChannel = Float64Array;

export interface Neurons {
  readonly threshold: PerChannel;
  /** What the current of a step is multiplied by. */
  readonly gain: PerChannel;
  /** What comes to the potential at each step without any current. */
  readonly rest: PerChannel;
  /** The share of its potential that a neuron keeps from step to step. */
  readonly leak: number;
}

/**
 * Returns the neurons of a node of the type IF or LIF, of `shape`, channels last. A step of `dt` is
 * one of Euler's method. Throws {@link ExchangeError}; `where` begins its message.
 */
export function neuronsOf(
  node: NirNode,
  shape: readonly number[],
  { dt }: { readonly dt: number },
  where: string,
): Neurons {
  const of = (name: string) => perChannel(node, name, shape, where);
  const threshold = of('v_threshold');
  if (!threshold.every((value) => value > 0))
    throw new ExchangeError(`${where}: v_threshold must be above 0 everywhere`);
  if (node.fields.has('v_reset') && of('v_reset').some((value) => value !== 0))
    throw new ExchangeError(`${where}: v_reset must be 0; a reset to another potential is not read`);
  const r = of('r');
  if (node.type === 'IF') return { threshold, gain: r, rest: Float64Array.of(0), leak: 1 };
  const [tau, ...others] = of('tau');
  if (others.some((value) => value !== tau))
    throw new ExchangeError(`${where}: tau must be the same for all neurons`);
  if (!(tau! > dt))
    throw new ExchangeError(`${where}: tau must be above the length of a step, ${dt} (got ${tau})`);
  const share = dt / tau!;
  return {
    threshold,
    gain: r.map((value) => value * share),
    rest: of('v_leak').map((value) => value * share),
    leak: 1 - share,
  };
}

/**
 * Returns the values of a field: one where all are the same, else one for each channel. Throws
 * {@link ExchangeError} where neurons of a channel differ.
 */
function perChannel({ fields }: NirNode, name: string, shape: readonly number[], where: string): PerChannel {
  const { shape: stored, values } = numbersIn(fields, name, where);
  const neurons = sizeOf(shape);
  const channels = shape.at(-1)!;
  const refuse = (why: string) => new ExchangeError(`${where}: ${name} ${why}`);
  if (![1, channels, neurons].includes(values.length))
    throw refuse(`must be of ${shapeText(shape)} neurons (got ${shapeText(stored)})`);
  if (!values.every((value) => Number.isFinite(value))) throw refuse('must be finite');
  if (values.every((value) => value === values[0])) return Float64Array.of(values[0]!);
  if (values.length === channels) return Float64Array.from(values);
  const byChannel = new Float64Array(channels).fill(Number.NaN);
  const places = placesOf(shape);
  values.forEach((value, at) => {
    const channel = places[at]! % channels;
    if (Number.isNaN(byChannel[channel])) byChannel[channel] = value;
    else if (byChannel[channel] !== value)
      throw refuse('differs between neurons of one channel; one value for each channel is read');
  });
  return byChannel;
}
