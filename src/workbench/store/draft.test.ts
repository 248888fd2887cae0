import { describe, expect, test } from 'vitest';
import { fields } from '../../runs/spec/fields.ts';
import { axisFields } from '../../runs/sweep/axes.ts';
import { taskOf } from '../../tasks/index.ts';
import { leadMetric, type TaskId } from '../../tasks/task.ts';
import { base } from '../sweep/testing/sweep.ts';
import { wordsOf } from '../tasks/index.ts';
import {
  checkDraft,
  draftOf,
  freeFields,
  newAxis,
  readAxes,
  startingGrids,
  startingWords,
  toggled,
} from './draft.ts';

describe('the sweep in the form', () => {
  test('lists and ranges come to cells', () => {
    const { sweep, cells, problems } = checkDraft(base, {
      axes: [
        { field: 'timeSteps', text: '1, 2,4' },
        { field: 'patience', text: '1..3' },
      ],
      seeds: '2',
    });
    expect(problems).toEqual([]);
    expect(cells).toHaveLength(18);
    expect(sweep?.axes.map(({ values }) => values)).toEqual([
      [1, 2, 4],
      [1, 2, 3],
    ]);
  });

  test('a sweep comes back out of the form as it went in', () => {
    const draft = {
      axes: [
        { field: 'timeSteps', text: '1..8' },
        { field: 'thresholdScope', text: 'layer,channel' },
        { field: 'readoutStage', text: 'on,off' },
        { field: 'learningRate', text: '0.001,0.0001' },
      ],
      seeds: '3',
    } as const;
    expect(draftOf(checkDraft(base, draft).sweep!)).toEqual(draft);
  });

  test.each([
    ['nothing to vary', [], '1', /grid is empty/],
    ['no value', [{ field: 'timeSteps', text: '' }], '1', /no values/],
    ['a value out of range', [{ field: 'timeSteps', text: '1,9999' }], '1', /whole number from 1 to 1,024/],
    ['a word', [{ field: 'patience', text: 'many' }], '1', /patience must be/],
    ['a range that runs backwards', [{ field: 'patience', text: '6..1' }], '1', /backwards/],
    ['too many cells', [{ field: 'trainCount', text: '128..1127' }], '100', /100,000 cells; at most 1,000/],
    ['no seeds', [{ field: 'timeSteps', text: '1,2' }], '', /seeds must be/],
    ['half a seed', [{ field: 'timeSteps', text: '1,2' }], '1.5', /seeds must be/],
    ['nothing but contradictions', [{ field: 'trainCount', text: '64' }], '1', /batchSize must be at most/],
  ] as const)('%s is refused with its reason', (_, axes, seeds, reason) => {
    const { sweep, cells, problems } = checkDraft(base, { axes, seeds });
    expect(sweep).toBeNull();
    expect(cells).toEqual([]);
    expect(problems.join('\n')).toMatch(reason);
  });

  test('a list that could be one number with thousands is asked about', () => {
    const check = (text: string) => checkDraft(base, { axes: [{ field: 'trainCount', text }], seeds: '1' });
    expect(check('600,700').problems).toEqual([
      'trainCount: “600,700” may be 600700 or the values 600 and 700; write 600700, or 600, 700',
    ]);
    expect(check('10 500').sweep?.axes[0]?.values).toEqual([10_500]);
    expect(check('600, 700').sweep?.axes[0]?.values).toEqual([600, 700]);
    // One number of these digits would be past the range: no doubt that it is a list.
    const steps = checkDraft(base, { axes: [{ field: 'timeSteps', text: '16,128' }], seeds: '1' });
    expect(steps.problems.join()).not.toContain('may be');
    // A list out of a link or file is never asked about.
    for (const values of [
      [500, 600],
      [10, 500],
      [1, 128],
    ]) {
      const axis = { field: 'calibrationCount', values } as const;
      const [draft] = draftOf({ axes: [axis], seeds: 1 }).axes;
      expect(readAxes([draft!])).toEqual({ axes: [axis], problems: [] });
    }
  });

  test('thousands and spaces are read as in every field', () => {
    const draft = { axes: [{ field: 'timeSteps', text: ' 1 , 2 ,4 ' }], seeds: ' 3 ' } as const;
    expect(checkDraft(base, draft).cells).toHaveLength(9);
    // A forgotten comma does not make 124 of it.
    const forgotten = { axes: [{ field: 'timeSteps', text: '1 2 4' }], seeds: '1' } as const;
    expect(checkDraft(base, forgotten).problems.join()).toContain('(got "1 2 4")');
  });

  test('combinations that cannot run are left out, with the reason', () => {
    const { cells, leftOut, problems } = checkDraft(base, {
      axes: [{ field: 'trainCount', text: '64,6000' }],
      seeds: '2',
    });
    expect(problems).toEqual([]);
    expect(cells.map(({ key }) => key)).toEqual(['train=6000,seed=1', 'train=6000,seed=2']);
    expect(leftOut).toEqual([
      { key: 'train=64', reason: expect.stringMatching(/batchSize must be at most trainCount/) },
    ]);
  });

  test('every setting that can be varied starts as an axis that can run, text aside', () => {
    for (const name of axisFields.filter((field) => fields[field].kind !== 'text')) {
      const { problems } = checkDraft(base, { axes: [newAxis(name, base)], seeds: '1' });
      // A start from scratch and one from a checkpoint, say, contradict nothing here.
      expect(problems, fields[name].label).toEqual([]);
    }
  });

  test('the grids to begin with can run over the preset the page opens with', () => {
    for (const { draft, words } of startingGrids) expect(checkDraft(base, draft).problems, words).toEqual([]);
  });

  test('they carry the names of the figures that the task has in the paper', () => {
    const told = (task: TaskId) =>
      startingGrids.map((grid) => startingWords(grid, leadMetric(taskOf(task)), wordsOf(task).figures));
    const [window, patience] = told('classification');
    expect([window!.words, patience!.words]).toEqual(['Fig. 6 A, B: Ns 1 … 32', 'Fig. 6 C, D: Tp 1 … 6']);
    expect(window!.help).toBe(
      'Accuracy and SynOps ratio against the time window, over three seeds (the paper takes five).',
    );
    for (const { words, help } of told('reconstruction')) expect(`${words} ${help}`).not.toMatch(/Fig|paper/);
  });

  test('a setting is offered once', () => {
    expect(freeFields([{ field: 'patience', text: '1' }])).not.toContain('patience');
    expect(freeFields([])).toContain('patience');
    expect(freeFields([])).not.toContain('seed');
  });

  test('choices keep the order of their options', () => {
    expect(toggled('half', 'zero', ['zero', 'half'])).toBe('zero,half');
    expect(toggled('zero,half', 'zero', ['zero', 'half'])).toBe('half');
    expect(toggled('half', 'half', ['zero', 'half'])).toBe('');
  });
});
