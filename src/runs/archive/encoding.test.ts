import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finishedRecord } from '../testing/stored-run.ts';
import { decode, encode } from './encoding.ts';

const through = (value: unknown) => decode(JSON.parse(JSON.stringify(encode(value))));

test('any value that is stored comes back the same', () => {
  fc.assert(
    fc.property(
      fc.anything({ withDate: true, withTypedArray: true, withBigInt: true, withNullPrototype: true }),
      (value) => {
        // Typed arrays of 64-bit whole numbers occur nowhere.
        fc.pre(!/BigU?int64Array/i.test(JSON.stringify(encode(value))));
        expect(through(value)).toEqual(value);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a run comes back with its numbers, its lists of floats and what its parts share', () => {
  const run = finishedRecord();
  const back = through(run) as typeof run;
  expect(back).toEqual(run);
  expect(back.stages[0]!.before!.activations).toBeInstanceOf(Float32Array);
  expect(back.report!.stages).toBe(back.stages);
});

test('keys like our own, and like those of every object, are kept', () => {
  const odd = JSON.parse('{"$": "Date", "of": 5, "__proto__": {"polluted": true}, "constructor": 1}');
  expect(Object.keys(through(odd) as object)).toEqual(['$', 'of', '__proto__', 'constructor']);
  expect(through(JSON.parse('{"__proto__": 1}'))).toHaveProperty('__proto__', 1);
  expect({}).not.toHaveProperty('polluted');
  const round: { self?: unknown } = {};
  round.self = round;
  const back = through(round) as typeof round;
  expect(back.self).toBe(back);
});

test('any JSON at all stands for a value or is refused', () => {
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue(),
      fc.record({
        $: fc.constantFrom('number', 'Date', 'same', 'object', 'Float32Array', 'bigint', 'lost', 'wish'),
        of: tie('value'),
      }),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
  })).value;
  fc.assert(
    fc.property(json, (value) => {
      try {
        decode(value);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
    { numRuns: 2000 },
  );
});
