/** What the page calls the parts that a link can hide. */
import type { HideablePart } from '../../runs/link/view-part.ts';

export const partWords: Readonly<Record<HideablePart, string>> = {
  intro: 'the opening sentence',
  presets: 'the presets',
  sweep: 'the sweep',
  settings: 'the settings',
  strip: 'the strip of layers',
  progress: 'the chart',
  inspect: 'the panel of a layer',
  sample: 'the panel of one image',
  runs: 'the list of runs',
  neuron: 'one neuron',
  share: 'sharing',
};
