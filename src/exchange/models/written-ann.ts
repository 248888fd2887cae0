/** An analog network as it is written for other programs. */
import type { LayerValues } from '../../engine/layers/parameters.ts';
import type { BackRecord } from '../../networks/kinds/index.ts';
import { type AnalogLayer, outputChannels, weightShape } from '../../networks/layer.ts';
import { type ImageShape, sizeOf } from '../../networks/shape.ts';
import { ExchangeError, quoted } from '../error.ts';

export interface WrittenAnn {
  readonly inputShape: ImageShape;
  readonly layers: readonly AnalogLayer[];
  readonly values: readonly LayerValues[];
  /** Records that follow the last layer. */
  readonly back: readonly BackRecord[];
}

/** Throws {@link ExchangeError} when values do not fit their layer. */
export function checkFits({ name, synapse }: AnalogLayer, { weight, bias }: LayerValues): void {
  if (weight.length === sizeOf(weightShape(synapse)) && bias.length === outputChannels(synapse)) return;
  throw new ExchangeError(`layer ${quoted(name)}: its values do not fit its shape`);
}
