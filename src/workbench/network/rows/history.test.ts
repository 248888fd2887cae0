import fc from 'fast-check';
import { expect, test } from 'vitest';
import { begin, redo, step, undo } from './history.ts';

test('undoing everything comes back to the beginning, and redoing it to the end', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.option(fc.constantFrom('a', 'b')))), (steps) => {
      let history = begin(-1);
      for (const [next, tag] of steps) history = step(history, next, tag);
      const last = history.present;
      const { length } = history.past;
      for (let i = 0; i < length; i++) history = undo(history);
      expect(history.present).toBe(-1);
      expect(undo(history).present).toBe(-1);
      for (let i = 0; i < length; i++) history = redo(history);
      expect(history.present).toBe(last);
      expect(redo(history).future).toEqual([]);
    }),
  );
});

test('letters typed into one field are one step, and another edit ends it', () => {
  let history = begin('');
  for (const text of ['1', '12', '128']) history = step(history, text, 'filters');
  expect(history.past).toEqual(['']);
  history = step(history, '128 more', 'kernel');
  expect(undo(history).present).toBe('128');
  expect(undo(undo(history)).present).toBe('');
});

test('what follows an undo begins a step of its own, and drops what was undone', () => {
  let history = step(step(begin('a'), 'b', 'field'), 'c', 'other');
  history = step(undo(history), 'd', 'field');
  expect([history.past, history.future]).toEqual([['a', 'b'], []]);
});

test('a state that stays is no step, and old ones are forgotten', () => {
  const history = begin({ n: 0 });
  expect(step(history, history.present)).toBe(history);
  let long = begin(0);
  for (let i = 1; i <= 300; i++) long = step(long, i);
  expect(long.past).toHaveLength(200);
});
