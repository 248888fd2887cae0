/** An analog network as it is written for other programs. */
import type { LayerValues } from '../../engine/layers/parameters.ts';
import type { Front } from '../../networks/front.ts';
import type { BackRecord } from '../../networks/kinds/index.ts';
import { type Layer, outputChannels, weightShape } from '../../networks/layer.ts';
import { type ImageShape, sizeOf } from '../../networks/shape.ts';
import { ExchangeError, quoted } from '../error.ts';

export interface WrittenAnn {
  readonly inputShape: ImageShape;
  /** The encoder of a separator, which no format for other programs has. */
  readonly front?: Front;
  readonly layers: readonly Layer[];
  readonly values: readonly LayerValues[];
  /** Records that follow the last layer. */
  readonly back: readonly BackRecord[];
}

/** Throws {@link ExchangeError} for a separator: `format` has no place for its ends. */
export function refuseEnds(separator: unknown, format: string): void {
  if (separator === undefined) return;
  throw new ExchangeError(
    `a separator cannot be written as ${format}: its encoder and its decoder are no layers of it; keep the file of Spikewise`,
  );
}

/** Throws {@link ExchangeError} when values do not fit their layer. */
export function checkFits({ name, synapse }: Layer, { weight, bias }: LayerValues): void {
  if (weight.length === sizeOf(weightShape(synapse)) && bias.length === outputChannels(synapse)) return;
  throw new ExchangeError(`layer ${quoted(name)}: its values do not fit its shape`);
}
