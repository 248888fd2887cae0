/**
 * Takes the origin of a run's network and its examples out of its spec, and writes it as one
 * string.
 */
import { presetModel } from '../../exchange/own-models.ts';
import type { NetworkOrigin } from './simulation.ts';

/**
 * Returns the part of a spec that says where its network and its examples come from. The seed is a
 * part of it where it draws the training images.
 */
export function originOf(spec: NetworkOrigin): NetworkOrigin {
  const { task, dataset, network, start, preset, seed, seedVaries } = spec;
  const { normalisation = 'none', model = presetModel } = spec;
  const drawn = seedVaries === 'images' && seed !== undefined ? { seed, seedVaries } : {};
  return { task, dataset, network, start, preset, model, normalisation, ...drawn };
}

/** Returns one string per origin. */
export function originKey(spec: NetworkOrigin): string {
  const { task, dataset, network, start, preset, model, normalisation, seed } = originOf(spec);
  // A checkpoint is the preset's or an imported one; from scratch neither says anything more.
  const shipped = start !== 'checkpoint' ? '' : model === presetModel ? preset : model;
  return [task, dataset, normalisation, network, start, shipped, seed ?? ''].join(' ');
}
