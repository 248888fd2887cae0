import { describe, expect, it } from 'vitest';
import type { StageReport } from '../../runs/report.ts';
import { gapWords, keptWords } from './notice-words.ts';

const words = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the drop of a conversion', () => {
  it('is as fine as the images allow', () => {
    expect(words(gapWords(-0.00321, 10000))).toBe('−0.32 points');
    expect(words(gapWords(0.0012, 1000))).toBe('+0.1 points');
    expect(words(gapWords(-0.0001, 1000))).toBe('±0.0 points');
  });
});

describe('what is kept of a run', () => {
  it('names the last stage that ended', () => {
    const stages = [{ stage: 1, layer: 'conv1' }] as unknown as StageReport[];
    expect(keptWords({ stages, network: new Uint8Array(1) })).toBe(
      'Kept: the curves up to stage 1 (conv1), and the network as it then stood.',
    );
    expect(keptWords({ stages: [], network: null })).toBe('No stage had ended; its settings are kept.');
  });
});
