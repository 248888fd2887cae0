import { describe, expect, it } from 'vitest';
import { toLayers } from '../../src/networks/chain.ts';
import { parseNotation } from '../../src/networks/notation.ts';
import {
  conversionWork,
  denseInferenceWork,
  forwardWork,
  gflops,
  inferenceWork,
  peerConversionWork,
  stepWork,
} from './roofline.ts';

// 6×6 image, two filters at stride 2 (3×3 outputs, 64 connections a filter), four dense neurons,
// ten outputs.
const layers = toLayers(parseNotation('6x6-c2s2-4-10'));
const macs = [128, 18 * 4, 40];

describe('work estimates', () => {
  it('counts a layer forward: connections that exist, and every number moved once', () => {
    expect(forwardWork(layers[0]!, 3)).toEqual({
      macs: 3 * macs[0]!,
      accumulates: 0,
      bytes: 4 * (3 * (36 + 18) + 18),
    });
    expect(forwardWork(layers[1]!, 3).bytes).toBe(4 * (3 * (18 + 4) + 72));
  });

  it('counts three products a layer in a step, two in the lowest that learns', () => {
    expect(stepWork(layers, 0, 5).macs).toBe(5 * (2 * macs[0]! + 3 * macs[1]! + 3 * macs[2]!));
    expect(stepWork(layers, 1, 5).macs).toBe(5 * (2 * macs[1]! + 3 * macs[2]!));
  });

  it('counts a conversion: frozen layers once a stage here, every step anew at the peer', () => {
    // 21 of 20 + 1 images are trained on, in two steps of ten.
    const sets = { train: 21, validation: 2, test: 3, batch: 10 };
    const spikes = { accumulates: [0, 7, 5], timeSteps: 8 };
    const ours = conversionWork(layers, spikes, sets);
    const learning = 20 * (2 * macs[0]! + 3 * macs[1]! + 3 * macs[2]! + 2 * macs[1]! + 3 * macs[2]!);
    const evaluated = 2 * 2 + 3;
    const stage1 = (20 + evaluated) * macs[0]! + evaluated * (macs[1]! + macs[2]!);
    const stage2 = 26 * macs[0]! + evaluated * macs[2]!;
    expect(ours.macs).toBe(learning + stage1 + stage2);
    expect(ours.accumulates).toBe((20 + evaluated) * 7);
    const theirs = peerConversionWork(layers, 8, sets);
    const simulated = 25 * 8 * (macs[0]! + macs[0]! + macs[1]!);
    expect(theirs.macs).toBe(learning + simulated + 5 * (macs[0]! + 2 * macs[1]! + 2 * macs[2]!));
  });

  it('counts an image through the finished network by its spikes, or densely', () => {
    const work = inferenceWork(layers, { accumulates: [0, 7, 5], timeSteps: 8 });
    expect([work.macs, work.accumulates]).toEqual([macs[0], 12]);
    expect(denseInferenceWork(layers, 8).macs).toBe(8 * (macs[0]! + macs[1]!));
    expect(gflops({ macs: 2e9, accumulates: 1e9, bytes: 0 }, 2)).toBe(2.5);
  });
});
