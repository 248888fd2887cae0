/**
 * Presets of the autoencoder of §6.1: digits through a layer of 32 numbers and back. It is fully
 * connected, with batch norm on the hidden layers (§5.1), a sigmoid on the output, and mean squared
 * error, on MNIST as it is.
 */
import type { Settings } from '../settings.ts';
import type { Preset } from './preset.ts';

type Own =
  | ('task' | 'network' | 'start' | 'timeSteps' | 'patience' | 'maxStageEpochs' | 'learningRate')
  | ('trainCount' | 'validationCount' | 'testCount' | 'pretrainEpochs' | 'pretrainDecayEpoch');

/** Returns the presets. `common` are the settings that the presets of a data set share. */
export function autoencoderPresets(common: Omit<Settings, Own>): Preset[] {
  const settings: Settings = {
    ...common,
    task: 'reconstruction',
    network: '28x28-128-64-32-64-128-784',
    start: 'checkpoint',
    timeSteps: 8,
    patience: 6,
    maxStageEpochs: 12,
    learningRate: 1e-3,
    trainCount: 6000,
    validationCount: 1000,
    testCount: 1000,
    pretrainEpochs: 40,
    pretrainDecayEpoch: 30,
    workers: 2,
  };
  const words = {
    title: 'MNIST · autoencoder',
    summary: 'Digits through 32 spiking neurons and back, converted in about half a minute.',
    checkpoint: 'checkpoints/autoencoder@1.safetensors',
    tuned: null,
  };
  return [
    { id: 'autoencoder@1', engine: 1, ...words, settings: { ...settings, groups: 2 } },
    { id: 'autoencoder@2', engine: 2, ...words, settings },
  ];
}
