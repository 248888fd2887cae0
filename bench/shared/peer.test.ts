import { describe, expect, it } from 'vitest';
import { peerTrouble, readConversion } from './peer.ts';

const lines = [
  { at: 10, value: { stage: 'ann', secPerEpoch: 3, val: 0.9, test: 0.91 } },
  { at: 18, value: { stage: 1, secPerEpoch: 6, val: 0.92, test: 0.93 } },
  { at: 27, value: { stage: 2, secPerEpoch: 7, val: 0.94, test: 0.95 } },
  { at: 27.1, value: { total: 17 } },
  { at: 29, value: { inference: { images: 1000, seconds: 2, imagesPerSecond: 500, accuracy: 0.95 } } },
];

describe('the peer', () => {
  it('is read line by line, each stage from the line before', () => {
    expect(readConversion(lines)).toEqual({
      annEpoch: 3,
      annValidationAccuracy: 0.9,
      annTestAccuracy: 0.91,
      stages: [
        { epoch: 6, whole: 8, validationAccuracy: 0.92, testAccuracy: 0.93 },
        { epoch: 7, whole: 9, validationAccuracy: 0.94, testAccuracy: 0.95 },
      ],
      total: 17,
      imagesPerSecond: 500,
      accuracy: 0.95,
    });
  });

  it('says when it printed something else, and what is missing', () => {
    expect(() => readConversion(lines.slice(0, 3))).toThrow('something else than expected');
    const options = { peer: 'bench/peer_train.py', python: 'no-such-python', threads: 1 };
    expect(peerTrouble({ ...options, peer: 'nowhere.py' })).toContain('there is no nowhere.py');
    expect(peerTrouble(options)).toContain('no-such-python cannot be started');
  });
});
