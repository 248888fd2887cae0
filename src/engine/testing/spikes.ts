/** Spike trains written down for tests, in the form that the backend in use takes. */
export { spikesFrom } from '../spiking/pack-train.ts';
