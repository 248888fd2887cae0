/**
 * Takes the origin of a run's network and its examples out of its spec, and writes it as one
 * string.
 */
import type { NetworkOrigin } from './simulation.ts';

/** Returns the part of a spec that says where its network and its examples come from. */
export function originOf({ task, dataset, network, start, preset }: NetworkOrigin): NetworkOrigin {
  return { task, dataset, network, start, preset };
}

/** Returns one string per origin. */
export function originKey({ task, dataset, network, start, preset }: NetworkOrigin): string {
  // A checkpoint is the preset's; from scratch the preset says nothing more.
  return [task, dataset, network, start, start === 'checkpoint' ? preset : ''].join(' ');
}
