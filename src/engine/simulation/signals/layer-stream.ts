/**
 * Runs one layer along a signal that arrives in pieces. It keeps the frames that later ones still
 * need, as many as its kernel spans, so that its memory does not grow with the signal and no frame
 * is computed twice.
 *
 * A frame outside the signal is never computed: a layer fed with zeros there would fire by its
 * bias. It is left out of the next layer's input, whose padding stands for silence.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../../../networks/layer.ts';
import { type Frames, frameCount, joinFrames, takeFrames } from './frame-rows.ts';
import { cutTo, reachOf, type SignalLayer } from './signal-layer.ts';

/** Computes frames with a layer that was cut to them. Called inside a tidy. */
export type RunLayer<Out> = (layer: Layer, frames: Frames) => Out;

export interface LayerStream<Out> {
  /**
   * Takes the next frames, null for none, and returns what can be made of all so far; null if that
   * is nothing. `ended` says that no more will come. Call inside a tidy.
   */
  push(frames: Frames | null, ended: boolean): Out | null;
  dispose(): void;
}

export function createLayerStream<Out>(layer: SignalLayer, run: RunLayer<Out>): LayerStream<Out> {
  const reach = reachOf(layer);
  /** The frames of the input from the first that the next one to be made sees. */
  let held: Frames | null = null;
  let arrived = 0;
  let made = 0;

  const keep = (frames: Frames | null) => {
    const before = held;
    held = frames && { ...frames, tensor: tf.keep(frames.tensor) };
    before?.tensor.dispose();
  };

  return {
    push: (frames, ended) => {
      const parts = [held, frames].filter((part) => part !== null);
      if (parts.length === 0) return null;
      const all = joinFrames(parts);
      arrived += frames ? frameCount(frames) : 0;
      const first = made;
      const from = arrived - frameCount(all);
      const end = ended ? arrived : Math.max(made, arrived - reach.after);
      const input = end > first ? takeFrames(all, 0, Math.min(arrived, end + reach.after) - from) : null;
      made = end;
      const rest = Math.max(0, end - reach.before);
      keep(rest < arrived ? takeFrames(all, rest - from, arrived - from) : null);
      if (!input) return null;
      const missing = {
        before: Math.max(0, reach.before - first),
        after: Math.max(0, end + reach.after - arrived),
      };
      return run(cutTo(layer, frameCount(input), end - first, missing), input);
    },
    dispose: () => keep(null),
  };
}
