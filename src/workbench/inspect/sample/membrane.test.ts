import { describe, expect, it } from 'vitest';
import { sawtooth, spikeTimes, traceSentence } from './membrane.ts';

const trace = {
  layer: 'conv1',
  neuron: 3,
  initialPotential: 0,
  threshold: 1,
  potential: Float32Array.of(0.5, 1.25, 0.75),
  spikes: Int8Array.of(0, 1, 0),
  most: 1,
  collecting: 0,
};

describe('the membrane of one neuron', () => {
  it('rises at the end of a step, and drops by ϑ where it fired', () => {
    expect(sawtooth(trace)).toEqual([
      { time: 0, potential: 0 },
      { time: 1, potential: 0 },
      { time: 1, potential: 0.5 },
      { time: 2, potential: 0.5 },
      { time: 2, potential: 1.25 },
      { time: 2, potential: 0.25 },
      { time: 3, potential: 0.25 },
      { time: 3, potential: 0.75 },
    ]);
    expect(spikeTimes(trace)).toEqual([2]);
  });

  it('drops by as many ϑ as it sent spikes at once, and rises where it takes one back', () => {
    const other = { ...trace, potential: Float32Array.of(2.5, -0.25, 0.75), spikes: Int8Array.of(2, -1, 0) };
    const heights = sawtooth(other).map(({ potential }) => potential);
    expect(heights).toEqual([0, 0, 2.5, 0.5, 0.5, -0.25, 0.75, 0.75, 0.75]);
    expect(traceSentence(other)).toBe('2 spikes, 1 taken back in 3 steps.');
    const full = { ...trace, most: 3, spikes: Int8Array.of(3, 3, 3) };
    expect(traceSentence(full)).toContain('3 spikes in every one of 3 steps: it is saturated');
    expect(traceSentence({ ...full, spikes: Int8Array.of(1, 1, 1) })).toBe('3 spikes in 3 steps.');
  });

  it('says what the trace shows', () => {
    expect(traceSentence(trace)).toBe('1 spike in 3 steps.');
    expect(traceSentence({ ...trace, spikes: Int8Array.of(0, 0, 0) })).toContain('never reached');
    expect(traceSentence({ ...trace, spikes: Int8Array.of(1, 1, 1) })).toContain('saturated');
    expect(traceSentence({ ...trace, threshold: 0 })).toContain('never fires');
  });
});
