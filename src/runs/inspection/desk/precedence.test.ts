import { expect, test } from 'vitest';
import { createPrecedence } from './precedence.ts';

const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

test('patient work waits until all urgent work is done, failures included', async () => {
  const precedence = createPrecedence();
  const order: string[] = [];
  let endFirst = () => {};
  let failSecond = (_: Error) => {};
  const first = precedence.urgent(
    () =>
      new Promise<void>((resolve) => {
        endFirst = resolve;
      }),
  );
  const second = precedence.urgent(
    () =>
      new Promise<void>((_, reject) => {
        failSecond = reject;
      }),
  );
  const patient = precedence.free().then(() => order.push('patient'));
  endFirst();
  await first;
  await turn();
  order.push('first');
  failSecond(new Error('lost'));
  await expect(second).rejects.toThrow('lost');
  await patient;
  expect(order).toEqual(['first', 'patient']);
  await precedence.free();
});
