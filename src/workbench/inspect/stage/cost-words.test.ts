import { describe, expect, it } from 'vitest';
import { costSentence } from './cost-words.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('what a cost means', () => {
  it('names both parts of the spiking network’s work', () => {
    expect(plain(costSentence({ ratio: 0.49, energyRatio: 0.15, inputMacs: 13456 }))).toBe(
      '49 accumulates for every 100 multiply-accumulates of all of the ANN’s layers, beside 13.5 k MAC for the analog input: about 6.7 times less energy.',
    );
  });

  it('knows input that spikes', () => {
    expect(plain(costSentence({ ratio: 2, energyRatio: 0.15, inputMacs: 0 }))).toContain(
      'those of the pixels’ spikes included: about 6.7 times less',
    );
  });

  it('does not promise savings that are none', () => {
    expect(costSentence({ ratio: 16, energyRatio: 1.2, inputMacs: 100 })).toContain('no energy saved');
    expect(costSentence({ ratio: 0, energyRatio: 0, inputMacs: 0 })).not.toContain('Infinity');
  });
});
