/**
 * Compares runs with the first one on the same test examples, and two settings over the same seeds:
 * the tests that say whether a difference of scores may be chance.
 */
import type { RunSummary } from '../../runs/records/run-store.ts';
import { effectKey } from '../../runs/spec/methods/unused-settings.ts';
import { exampleNoun } from '../../tasks/example-words.ts';
import { readHits } from '../../tasks/hits.ts';
import { taskOf } from '../../tasks/index.ts';
import { type McNemar, mcnemar, mcnemarWords, probabilityWords } from '../../tasks/statistics/mcnemar.ts';
import { pairedDifference, pairedWords } from '../../tasks/statistics/paired.ts';
import { leadMetric, leadScore } from '../../tasks/task.ts';
import { whole } from '../shared/format.ts';
import { type Finished, finishedOf } from './outcomes.ts';
import { type Group, none, type Row } from './table.ts';

/** A comparison of two runs, or the reason why there is none. */
type Found = McNemar | string;

/** Returns the hits of a network of a run, or null where it keeps none. */
function hitsOf(run: Finished, network: 'ann' | 'snn'): Uint8Array | null {
  const of = run[network];
  return of?.hits === undefined ? null : readHits(of.hits, of.testCount);
}

function compared(first: Finished, second: Finished): Found {
  if (first.spec.task !== second.spec.task) return 'another task';
  if (leadMetric(taskOf(first.spec.task)).unit !== '%') return 'answers are not right or wrong';
  const [a, b] = [hitsOf(first, 'snn'), hitsOf(second, 'snn')];
  if (!a || !b) return 'which answers are right was not kept';
  const same =
    first.data.name === second.data.name && (first.data.sha256 ?? null) === (second.data.sha256 ?? null);
  if (!same || a.length !== b.length) return 'other test examples';
  return mcnemar(a, b);
}

function conversion(run: Finished): Found {
  const [ann, snn] = [hitsOf(run, 'ann'), hitsOf(run, 'snn')];
  return ann && snn && ann.length === snn.length ? mcnemar(ann, snn) : none;
}

/** Returns a row of what is taken from each comparison; a reason stands in its place. */
function row(label: string, unit: string, help: string, found: readonly (Found | null)[], of: Of): Row {
  return {
    ...{ label, unit, help },
    cells: found.map((each) => {
      if (each === null || typeof each === 'string')
        return { value: each === none ? null : each, words: each ?? none, difference: null };
      const [value, words] = of(each);
      return { value, words, difference: null };
    }),
  };
}

type Of = (found: McNemar) => readonly [value: number, words: string];

const probability: Of = ({ p }) => [p, probabilityWords(p).replace('p = ', '').replace('p < ', '< ')];

const testHelp =
  'McNemar’s test, exact and two-sided: how probable so unequal numbers are if chance decides which of the two is right. Not corrected for the number of comparisons.';

/** Returns the rows of the tests, or no group where no run keeps which answers were right. */
export function pairedGroup(runs: readonly RunSummary[]): readonly Group[] {
  const sources = runs.map(finishedOf);
  const [first] = sources;
  if (!sources.some((source) => source?.snn.hits !== undefined)) return [];
  const found = sources.map((source, i) => (i > 0 && first && source ? compared(first, source) : null));
  const own = sources.map((source) => source && conversion(source));
  const count = (of: (found: McNemar) => number): Of => {
    return (each) => [of(each), whole(of(each))];
  };
  return [
    {
      title: 'On the same test examples',
      note: null,
      rows: [
        ...(runs.length > 1
          ? [
              row(
                'Right, and run 1 wrong',
                'examples',
                'Test examples that this run answers right and run 1 does not.',
                found,
                count(({ onlySecond }) => onlySecond),
              ),
              row(
                'Wrong, and run 1 right',
                'examples',
                'Test examples that run 1 answers right and this run does not.',
                found,
                count(({ onlyFirst }) => onlyFirst),
              ),
              row('McNemar’s p against run 1', '', testHelp, found, probability),
            ]
          : []),
        row(
          'SNN right, ANN wrong',
          'examples',
          'Test examples that the spiking network answers right and the analog network that was converted does not.',
          own,
          count(({ onlySecond }) => onlySecond),
        ),
        row(
          'SNN wrong, ANN right',
          'examples',
          'Test examples that the analog network answers right and the spiking network does not.',
          own,
          count(({ onlyFirst }) => onlyFirst),
        ),
        row('McNemar’s p of SNN and ANN', '', testHelp, own, probability),
      ],
    },
  ];
}

/** Returns a sentence for each run that is compared with the first example by example. */
export function pairedSentences(runs: readonly RunSummary[]): readonly string[] {
  const sources = runs.map(finishedOf);
  const [first] = sources;
  if (!first) return [];
  return sources.slice(1).flatMap((source, i) => {
    if (!source) return [];
    const found = compared(first, source);
    const second = `Run ${i + 2}`;
    if (typeof found !== 'string') {
      const { many } = exampleNoun(taskOf(source.spec.task));
      return [mcnemarWords(found, { first: 'run 1', second, many })];
    }
    return [`${second} and run 1 cannot be compared example by example: ${found}.`];
  });
}

/** The runs of one setting: a score of each seed. */
interface Setting {
  readonly numbers: readonly number[];
  readonly scores: ReadonlyMap<number, number>;
}

/**
 * Returns a sentence for every setting of which several seeds are compared with the same seeds of
 * the first run's.
 */
export function seedSentences(runs: readonly RunSummary[]): readonly string[] {
  const settings = new Map<string, { numbers: number[]; scores: Map<number, number>; run: Finished }>();
  for (const [i, run] of runs.entries()) {
    const source = finishedOf(run);
    if (!source) continue;
    const key = effectKey({ ...source.spec, seed: 1 });
    const setting = settings.get(key) ?? { numbers: [], scores: new Map<number, number>(), run: source };
    settings.set(key, setting);
    setting.numbers.push(i + 1);
    setting.scores.set(source.spec.seed, leadScore(taskOf(source.spec.task), source.snn.test));
  }
  const [first, ...others] = settings.values();
  if (!first) return [];
  const task = taskOf(first.run.spec.task);
  const metric = leadMetric(task);
  return others.flatMap((other) => {
    if (other.run.spec.task !== task.id) return [];
    const found = pairedDifference(differencesOf(first, other));
    if (!found) return [];
    return [
      `Runs ${other.numbers.join(', ')} against ${first.numbers.join(', ')}, seed by seed, test ${metric.short}: ${pairedWords(found, metric, other.run.snn.testCount)}.`,
    ];
  });
}

function differencesOf(first: Setting, other: Setting): number[] {
  return [...other.scores].flatMap(([seed, score]) => {
    const reference = first.scores.get(seed);
    return reference === undefined ? [] : [score - reference];
  });
}
