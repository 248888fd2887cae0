import { describe, expect, it } from 'vitest';
import { steps, untunedSentence } from './untuned-words.ts';

const facts = { timeSteps: 4, accuracy: 0.72, annAccuracy: 0.99, images: 300, tuned: null };
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('what an untuned conversion shows', () => {
  it('says how much is kept and what to press', () => {
    expect(plain(untunedSentence(facts))).toBe(
      'Just converted, 4 time steps keep 72.0 of the ANN’s 99.0 %. Press ▶ Convert to close the gap.',
    );
  });

  it('names the tuned result where one is known', () => {
    expect(plain(untunedSentence({ ...facts, tuned: 0.986 }))).toContain('brings it to 98.6 %');
  });

  it('does not promise where little or nothing is lost', () => {
    expect(untunedSentence({ ...facts, accuracy: 0.98 })).toContain('little left');
    expect(untunedSentence({ ...facts, accuracy: 0.99 })).toContain('Try fewer steps');
    expect(untunedSentence({ ...facts, accuracy: 0.993 })).toContain('Try fewer steps');
  });

  it('calls guessing guessing', () => {
    expect(untunedSentence({ ...facts, accuracy: 0.11 })).toContain('guessing');
  });

  it('counts one step as one', () => expect(steps(1)).toBe('1 time step'));
});
