/** Provides spike trains written down for tests, in the form that the current backend takes. */
export { spikesFrom } from '../spiking/pack-train.ts';
