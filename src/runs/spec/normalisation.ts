/** Reads the setting that says how the channels of the inputs are normalised. */
import type { ChannelScaling } from '../../engine/examples/scaling.ts';

const number = String.raw`-?\d{1,6}(?:\.\d{1,9})?`;
const pair = `${number}:${number}`;

/** Mean and deviation of each channel, as `0.49:0.25,0.48:0.24,0.45:0.26`; at most 64 channels. */
export const channelPairs = new RegExp(`^${pair}(?:,${pair}){0,63}$`);

/** Figures of well-known sets, of inputs from 0 to 1. */
export const namedChannels = [
  { id: 'cifar10', title: 'CIFAR-10', pairs: '0.4914:0.247,0.4822:0.2435,0.4465:0.2616' },
  { id: 'imagenet', title: 'ImageNet', pairs: '0.485:0.229,0.456:0.224,0.406:0.225' },
] as const;

/** How inputs are normalised: not at all, as measured on the data, or by given figures. */
export type Normalisation = 'none' | 'measured' | ChannelScaling;

/** Returns what a valid value of the setting asks for. */
export function normalisationOf(value: string): Normalisation {
  if (value === 'none' || value === 'measured') return value;
  const pairs = namedChannels.find(({ id }) => id === value)?.pairs ?? value;
  const numbers = pairs.split(',').map((one) => one.split(':').map((figure) => Number(figure) + 0));
  return { mean: numbers.map(([mean]) => mean!), deviation: numbers.map(([, deviation]) => deviation!) };
}

/** Returns why a normalisation does not fit inputs of so many channels, or null when it does. */
export function normalisationProblem(normalisation: Normalisation, channels: number): string | null {
  if (normalisation === 'none' || normalisation === 'measured') return null;
  const { deviation } = normalisation;
  if (deviation.length !== channels)
    return `has figures of ${deviation.length} channels, and the inputs have ${channels}`;
  return deviation.every((value) => value > 0) ? null : 'must have deviations above 0';
}

/** Says in words how inputs are normalised, as a clause; empty when they are not. */
export function normalisationWords(scaling: ChannelScaling | undefined): string {
  if (!scaling) return '';
  return `, inputs normalised by mean ${scaling.mean.join(', ')} and deviation ${scaling.deviation.join(', ')}`;
}
