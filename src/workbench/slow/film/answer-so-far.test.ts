/** Tests the answer as it stands after a step. */
import { describe, expect, test } from 'vitest';
import { answerSoFar } from './answer-so-far.ts';

describe('the answer so far', () => {
  // Leaders after each step: 1, 0, 0, 1, 1.
  const potentials = Float32Array.from([0, 1, 2, 1, 3, 2, 3, 4, 3, 5]);

  test.each([
    [1, { leader: 1, since: 1 }],
    [2, { leader: 0, since: 2 }],
    [3, { leader: 0, since: 2 }],
    [4, { leader: 1, since: 4 }],
    [5, { leader: 1, since: 4 }],
  ])('after step %i', (step, answer) => {
    expect(answerSoFar(potentials, 2, step)).toEqual(answer);
  });

  test('there is none before the first step, and none without potentials', () => {
    expect(answerSoFar(potentials, 2, 0)).toBeNull();
    expect(answerSoFar(new Float32Array(0), 2, 3)).toBeNull();
  });
});
