/** The help of each figure that sweeps and comparisons of runs have in common, written once. */

export const quantityHelps = {
  synOps:
    'Accumulates that spikes cause in the spiking network over the multiply-accumulates of all of the ANN’s layers, the first included; per example.',
  epochs: 'Training epochs over all stages until the run finished; pre-training of the ANN is not counted.',
  touched:
    'Parameters of the layers that training moved: those that an epoch trained whose weights were kept. Pre-training of the ANN is not counted.',
  seconds:
    'How long the run took, in seconds, pauses included; runs at the same time slow each other down, and only those on one machine can be compared.',
} as const;
