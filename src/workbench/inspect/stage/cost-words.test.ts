import { describe, expect, it } from 'vitest';
import { energyCosts, energyOf } from '../../../networks/energy.ts';
import { costSentence, energyWords } from './cost-words.ts';

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

describe('what an energy is of', () => {
  const operations = { snnAccumulates: 1000, inputMacs: 100, annMacs: 1000 };

  it('has its unit where there is one', () => {
    const [paper, fp32] = energyCosts;
    expect(plain(energyWords(energyOf(operations, fp32!), fp32!))).toBe(
      'the ANN’s energy, 1.36 nJ of 4.60 nJ',
    );
    expect(energyWords(energyOf(operations, paper!), paper!)).toBe('the ANN’s energy, at 14 : 1');
  });
});
