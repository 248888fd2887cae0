import { describe, expect, it } from 'vitest';
import type { StageReport } from '../../../runs/records/report.ts';
import { writePoints } from '../../../tasks/writing.ts';
import { cutOffWords, keptWords } from './notice-words.ts';

const words = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the drop of a conversion', () => {
  it('is as fine as the images allow', () => {
    expect(words(writePoints(-0.00321, 10000))).toBe('−0.32 points');
    expect(words(writePoints(0.0012, 1000))).toBe('+0.1 points');
    expect(words(writePoints(-0.0001, 1000))).toBe('±0.0 points');
  });
});

describe('what is kept of a run', () => {
  it('names the last stage that ended', () => {
    const stages = [{ stage: 1, layer: 'conv1' }] as unknown as StageReport[];
    const spec = { method: 'ptl' };
    expect(keptWords({ stages, network: new Uint8Array(1), spec })).toBe(
      'Kept: the curves up to stage 1 (conv1), and the network as it then stood.',
    );
    expect(keptWords({ stages: [], network: null, spec })).toBe('No stage had ended; its settings are kept.');
    expect(keptWords({ stages: [], network: null, spec: { method: 'rate' } })).toBe('Its settings are kept.');
    expect(cutOffWords({ spec })).toMatch(/before the first stage had ended:/);
    expect(cutOffWords({ spec: { method: 'rate' } })).toMatch(/before its end:/);
  });
});
