import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerPatience } from './answered.ts';
import { createDeviceLoss, DeviceLostError, neverLost } from './device-loss.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const silence = () => new Promise<never>(() => {});
const refused = () => new DOMException('Buffer was unmapped', 'AbortError');

function device() {
  let lose = (_: string): void => {};
  const loss = createDeviceLoss((tell) => {
    lose = tell;
  });
  return { loss, lose: () => lose('reset') };
}

test.each([
  ['what cannot be lost', neverLost],
  ['a device that is there', device().loss],
])('%s leaves work alone', async (_, loss) => {
  expect(await loss.during(async () => 3)).toBe(3);
  await expect(loss.during(() => Promise.reject(new Error('diverged')))).rejects.toThrow('diverged');
  expect(loss.lost).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

test('work that waits for a lost device ends', async () => {
  const { loss, lose } = device();
  const waits = [loss.during(silence), loss.during(silence)];
  const ended = waits.map((wait) => expect(wait).rejects.toBeInstanceOf(DeviceLostError));
  lose();
  await Promise.all(ended);
  expect(loss.lost).toBe(true);
});

test('no work begins on a lost device', async () => {
  const { loss, lose } = device();
  lose();
  const work = vi.fn(async () => 3);
  await expect(loss.during(work)).rejects.toBeInstanceOf(DeviceLostError);
  expect(work).not.toHaveBeenCalled();
});

test('a reading that is refused before the loss is told fails because of it', async () => {
  const { loss, lose } = device();
  const ended = expect(loss.during(() => Promise.reject(refused()))).rejects.toBeInstanceOf(DeviceLostError);
  await vi.advanceTimersByTimeAsync(answerPatience / 2);
  lose();
  await ended;
});

test('a reading that is refused by a device that stays there fails as it did', async () => {
  const ended = expect(device().loss.during(() => Promise.reject(refused()))).rejects.toThrow('unmapped');
  await vi.advanceTimersByTimeAsync(answerPatience);
  await ended;
});
