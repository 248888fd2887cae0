/** The window, its thresholds and its neurons (§3). */
import type { Field } from '../field-kinds.ts';

export const windowFields = {
  timeSteps: {
    kind: 'integer',
    link: 'ns',
    label: 'Time steps Ns',
    help: 'Most spikes a neuron can send per image. More steps give finer numbers and a slower answer.',
    reference: '§3.1, Eq. 6',
    group: 'window',
    min: 1,
    max: 64,
    unit: 'steps',
  },
  percentile: {
    kind: 'number',
    link: 'pct',
    label: 'Upper bound',
    help: 'The activation percentile that uses the full window; what lies above it saturates. 100 is the maximum.',
    reference: '§3.3',
    group: 'window',
    min: 50,
    max: 100,
    unit: 'percentile',
  },
  thresholdScope: {
    kind: 'choice',
    link: 'scope',
    label: 'Threshold per',
    help: 'One threshold for a whole layer, or one for each of its channels.',
    reference: '§3.3',
    group: 'window',
    options: [
      { value: 'layer', label: 'layer' },
      { value: 'channel', label: 'channel' },
    ],
  },
  initialPotential: {
    kind: 'choice',
    link: 'v0',
    label: 'First potential V₀',
    help: 'Where the membrane starts: at 0 counts are rounded down, at ϑ/2 to the nearest.',
    reference: 'Eq. 4, Eq. 10',
    group: 'window',
    options: [
      { value: 'zero', label: '0 (paper)' },
      { value: 'half', label: 'ϑ/2' },
    ],
  },
  firstLayerBias: {
    kind: 'choice',
    link: 'bias1',
    label: 'First-layer bias',
    help: 'Whether the first layer’s bias arrives with the image at step 1 or is spread over the window as in the released code.',
    reference: '§3.4',
    group: 'window',
    options: [
      { value: 'firstStep', label: 'first step' },
      { value: 'spread', label: 'spread' },
    ],
  },
  calibrationCount: {
    kind: 'integer',
    link: 'cal',
    label: 'Calibration images',
    help: 'Training images whose activations set the thresholds; thresholds per channel use at least 1,000.',
    reference: '§3.3',
    group: 'window',
    min: 32,
    max: 10000,
    unit: 'images',
  },
} as const satisfies Record<string, Field>;
