import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answered, answerPatience, NoAnswerError } from './answered.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const silence = () => new Promise<never>(() => {});

test('an answer, a refusal and an exception are handed on', async () => {
  expect(await answered(() => 3)).toBe(3);
  expect(await answered(async () => 'late')).toBe('late');
  await expect(answered(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  await expect(
    answered(() => {
      throw new DOMException('blocked', 'SecurityError');
    }),
  ).rejects.toThrow('blocked');
  expect(vi.getTimerCount()).toBe(0);
});

test('silence is an error after the patience', async () => {
  const asked = answered(silence);
  const failed = expect(asked).rejects.toBeInstanceOf(NoAnswerError);
  await vi.advanceTimersByTimeAsync(answerPatience);
  await failed;
});

test('whoever is at work is waited for', async () => {
  let busy = true;
  let told: unknown = null;
  answered(silence, { patience: 100, isBusy: () => busy }).catch((error) => {
    told = error;
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect(told).toBeNull();
  busy = false;
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toBeInstanceOf(NoAnswerError);
});
