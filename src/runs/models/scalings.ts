/** Guesses how the inputs of an imported network were scaled, by what it makes of examples. */
import { namedChannels, normalisationOf, normalisationProblem } from '../spec/normalisation.ts';

export interface ScalingChoice {
  /** What a person types, as `0-255`. */
  readonly name: string;
  /** The value of the setting `normalisation` that scales inputs from 0 to 1 so. */
  readonly setting: string;
}

const pairs = (pair: string, channels: number) => Array.from({ length: channels }, () => pair).join(',');

/** Returns the usual scalings of images of so many channels, the likeliest first. */
export function usualScalings(channels: number): readonly ScalingChoice[] {
  return [
    { name: '0-1', setting: 'none' },
    { name: '0-255', setting: pairs('0:0.003921569', channels) },
    { name: '-1-1', setting: pairs('0.5:0.5', channels) },
    ...(channels === 1 ? [{ name: 'mnist', setting: '0.1307:0.3081' }] : []),
    ...namedChannels
      .filter(({ id }) => normalisationProblem(normalisationOf(id), channels) === null)
      .map(({ id }) => ({ name: id, setting: id })),
  ];
}

/** Returns the scaling that a text names, or null where it names none for so many channels. */
export function scalingNamed(text: string, channels: number): ScalingChoice | null {
  const usual = usualScalings(channels).find(({ name }) => name === text);
  if (usual) return usual;
  if (!/^-?\d[\d.]*:[\d.]+(?:,-?\d[\d.]*:[\d.]+)*$/.test(text)) return null;
  return normalisationProblem(normalisationOf(text), channels) === null
    ? { name: text, setting: text }
    : null;
}
