import { describe, expect, it } from 'vitest';
import { methodColumnsOf, methodRows, sortMethods } from './method-table.ts';
import { made, stage } from './testing/runs.ts';

const runs = [
  made('a', { spec: { timeSteps: 8 }, scores: [0.99, 0.96], validation: 0.97, ratio: 0.5, seconds: 9 }),
  made('b', {
    spec: { timeSteps: 64, method: 'rate' },
    scores: [0.99, 0.98],
    validation: 0.95,
    ratio: 2.25,
    seconds: 2,
    stages: [],
  }),
  made('c', { spec: { timeSteps: 16 }, stages: [stage('fc1', 1)] }),
];
const rows = methodRows(runs, ['one', 'two', 'three']);
const methodColumns = methodColumnsOf(rows);
const order = (by: string, descending = false) => sortMethods(rows, { by, descending }).map(({ id }) => id);

describe('the table of methods', () => {
  it('has a run a row with what came of it, and dashes where nothing did', () => {
    const written = rows.map((row) => methodColumns.map(({ write }) => write(row).replaceAll('\u00a0', ' ')));
    expect(methodColumns.map(({ id }) => id)).toEqual([
      'run',
      'method',
      'timeSteps',
      'score',
      'drop',
      'testScore',
      'testDrop',
      'synOps',
      'epochs',
      'touched',
      'seconds',
    ]);
    expect(written[0]!.slice(2, 9)).toEqual(['8', '97.0', '2.0', '96.00', '3.00', '0.50', '6']);
    // Rate conversion trains nothing.
    expect(written[1]!.slice(8)).toEqual(['0', '0', '2.0']);
    expect(written[2]!.slice(3)).toEqual(Array(8).fill('–'));
    expect(Number.parseInt(written[0]![9]!, 10)).toBeGreaterThan(0);
  });

  it('sorts by any column, numbers as numbers, runs without an end last either way', () => {
    expect(order('run', true)).toEqual(['c', 'b', 'a']);
    expect(order('timeSteps')).toEqual(['a', 'c', 'b']);
    expect(order('testScore')).toEqual(['a', 'b', 'c']);
    expect(order('testScore', true)).toEqual(['b', 'a', 'c']);
    expect(order('score', true)).toEqual(['a', 'b', 'c']);
    expect(order('seconds')).toEqual(['b', 'a', 'c']);
    expect(order('epochs')).toEqual(['b', 'a', 'c']);
  });
});

describe('the table of methods of two tasks', () => {
  const coder = made('d', {
    spec: { task: 'reconstruction' },
    scores: [0.0075, 0.0082],
    validation: 0.0084,
    ratio: 1,
  });
  const mixed = methodRows([...runs, coder], ['one', 'two', 'three', 'four']);
  const columns = methodColumnsOf(mixed);

  it('has columns of each, in which runs of the other have dashes', () => {
    expect(columns.map(({ title }) => title)).toEqual([
      'run',
      'method',
      'T (steps)',
      'validation accuracy (%)',
      'validation drop (points), accuracy',
      'test accuracy (%)',
      'test drop (points), accuracy',
      'validation MSE',
      'validation rise, MSE',
      'test MSE',
      'test rise, MSE',
      'SynOps ratio (× ANN)',
      'epochs',
      'parameters touched',
      'time (s)',
    ]);
    const written = mixed.map((row) => columns.slice(3, 12).map(({ write }) => write(row)));
    expect(written[0]).toEqual(['97.0', '2.0', '96.00', '3.00', '–', '–', '–', '–', '0.50']);
    expect(written[3]).toEqual([
      ...['–', '–', '–', '–'],
      ...['0.00840', '0.000900', '0.00820', '0.000700', '1.00'],
    ]);
  });

  it('sorts by either, and by the run where its column has gone', () => {
    const sorted = (by: string) => sortMethods(mixed, { by, descending: false }).map(({ id }) => id);
    expect(sorted('score reconstruction')[0]).toBe('d');
    expect(sorted('score').at(-1)).not.toBe('a');
    expect(sortMethods(rows, { by: 'score reconstruction', descending: false })).toEqual(rows);
  });
});
