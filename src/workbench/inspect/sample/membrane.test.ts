import { describe, expect, it } from 'vitest';
import { sawtooth, spikeTimes, traceSentence } from './membrane.ts';

const trace = {
  layer: 'conv1',
  neuron: 3,
  initialPotential: 0,
  threshold: 1,
  potential: Float32Array.of(0.5, 1.25, 0.75),
  spikes: Uint8Array.of(0, 1, 0),
  collecting: 0,
};

describe('the membrane of one neuron', () => {
  it('drops by ϑ where it fired', () => {
    expect(sawtooth(trace)).toEqual([
      { time: 0, potential: 0 },
      { time: 1, potential: 0.5 },
      { time: 2, potential: 1.25 },
      { time: 2, potential: 0.25 },
      { time: 3, potential: 0.75 },
    ]);
    expect(spikeTimes(trace)).toEqual([2]);
  });

  it('says what the trace shows', () => {
    expect(traceSentence(trace)).toBe('1 spike in 3 steps.');
    expect(traceSentence({ ...trace, spikes: Uint8Array.of(0, 0, 0) })).toContain('never reached');
    expect(traceSentence({ ...trace, spikes: Uint8Array.of(1, 1, 1) })).toContain('saturated');
    expect(traceSentence({ ...trace, threshold: 0 })).toContain('never fires');
  });
});
