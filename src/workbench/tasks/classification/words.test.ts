import { describe, expect, it } from 'vitest';
import { classification } from '../../../tasks/classification.ts';
import { leadMetric } from '../../../tasks/task.ts';
import { steps, type UntunedFacts } from '../task-words.ts';
import { classificationWords } from './words.ts';

const facts = { timeSteps: 4, score: 0.72, annScore: 0.99, examples: 300, tuned: null, classes: 10 };
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const untunedSentence = (told: UntunedFacts) => classificationWords.untuned(told, leadMetric(classification));

describe('what an untuned conversion shows', () => {
  it('says how much is kept and what to press', () => {
    expect(plain(untunedSentence(facts))).toBe(
      'Just converted, 4 time steps keep 72.0 of the ANN’s 99.0 %. Press ▶ Convert to see what fine-tuning wins back.',
    );
  });

  it('names the tuned result where one is known', () => {
    expect(plain(untunedSentence({ ...facts, tuned: 0.986 }))).toContain('brings it to 98.6 %');
  });

  it('does not promise where little or nothing is lost', () => {
    expect(untunedSentence({ ...facts, score: 0.98 })).toContain('little left');
    expect(untunedSentence({ ...facts, score: 0.99 })).toContain('Try fewer steps');
    expect(untunedSentence({ ...facts, score: 0.993 })).toContain('Try fewer steps');
  });

  it('calls guessing guessing', () => {
    expect(untunedSentence({ ...facts, score: 0.11 })).toContain('guessing');
    expect(untunedSentence({ ...facts, score: 0.11, classes: 100 })).not.toContain('guessing');
  });

  it('counts one step as one', () => expect(steps(1)).toBe('1 time step'));

  it('counts the images that are right', () => {
    expect(classificationWords.measured(0.95, 300)).toBe('285 of 300 validation images');
  });
});
