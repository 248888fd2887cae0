/** Turns the run on screen into what the chart draws. */

import { useMemo } from 'react';
import { stageNames } from '../../../runs/spec/methods/stages.ts';
import { taskOf } from '../../../tasks/index.ts';
import type { Metric } from '../../../tasks/metric.ts';
import { leadMetric, leadScore, type Task } from '../../../tasks/task.ts';
import { useCompared } from '../../store/compared.ts';
import { shownLive, useShownRun } from '../../store/selectors.ts';
import { useSpec } from '../../store/settings.ts';
import { useWorkbench } from '../../store/store.ts';
import { stripOfNotation } from '../../strip/layers.ts';
import { curveWords, hasEpochs, type MethodWords, methodWords } from '../../words/method-words.ts';
import { labelsOf } from '../../words/run-labels.ts';
import { ghostEpochs } from '../proof/ghost.ts';
import { type ChartLayout, layoutChart } from './chart-layout.ts';
import { testsOf } from './tests.ts';

export interface Overlay {
  readonly id: string;
  /** The number at its line, in the legend and above its column; the run shown is 1. */
  readonly number: number;
  /** The words that tell it from the others. */
  readonly label: string;
  /** Images that its scores were measured on. */
  readonly images: number;
  /** Score of its spiking network if it has no epochs and so no line; else null. */
  readonly outcome: number | null;
}

export interface Chart {
  /** The task of the run shown. */
  readonly task: Task;
  /** The metric that is drawn: the lead metric of the task. */
  readonly metric: Metric;
  readonly layout: ChartLayout;
  /** Validation score of the ANN, or null while it is not known. */
  readonly ann: number | null;
  /** Test score by place on the x axis, where it was measured. */
  readonly tests: ReadonlyMap<number, number>;
  /** True if the test set was measured after every epoch, and so makes a curve. */
  readonly testCurve: boolean;
  readonly validationImages: number;
  /** Validation score of the weights that each stage kept, by the number of the stage. */
  readonly kept: ReadonlyMap<number, number>;
  /** The epoch whose weights each stage kept, by the number of the stage. */
  readonly keptEpochs: ReadonlyMap<number, number>;
  /** The runs compared with the one shown, in the order that the rows have them. */
  readonly overlays: readonly Overlay[];
  /**
   * Numbers of the compared runs that have no line here, since they are trained on another task.
   */
  readonly apart: readonly number[];
  /** The stage under way, or null. */
  readonly learning: number | null;
  /** The words that its method has for what is drawn. */
  readonly words: MethodWords;
  /** False if nothing is trained: the chart then stays empty. */
  readonly hasEpochs: boolean;
  readonly empty: boolean;
}

/**
 * Returns how many epochs to expect of a stage that nobody has seen yet: its patience and an epoch
 * or two of progress.
 */
function expectedEpochs({ patience, maxStageEpochs }: { patience: number; maxStageEpochs: number }): number {
  return Math.min(patience + 2, maxStageEpochs);
}

export function useChart(): Chart {
  const run = useShownRun();
  // Selects only the stage: the whole live state changes with every batch, the chart only with
  // every epoch.
  const learning = useWorkbench((state) => shownLive(state)?.stage ?? null);
  const draft = useSpec();
  const compared = useCompared();
  const proof = useWorkbench(({ viewPart, link }) => (link ? viewPart.proof : null));
  const linkTask = useWorkbench(({ link }) => link?.task ?? null);
  const spec = run?.spec ?? draft;
  const layers = run?.layers;

  const names = useMemo(() => {
    const built = layers && layers.length > 0 ? layers : stripOfNotation(spec.network)?.layers;
    return stageNames(spec, built ?? []);
  }, [layers, spec]);

  return useMemo(() => {
    const task = taskOf(spec.task);
    const numbered = compared.map((other, i) => ({ ...other, number: i + 2 }));
    const alike = numbered.filter((other) => other.spec.task === task.id);
    const metric = leadMetric(task);
    const ghost = proof && linkTask === task.id ? ghostEpochs(proof, metric.id) : [];
    const ghosts = ghost.length > 0 ? [ghost] : [];
    const layout = layoutChart({
      stageLayers: names,
      epochs: run?.epochs ?? [],
      finishedStages: run?.stages.length ?? 0,
      learning,
      overlays: [...alike.map((other) => other.epochs), ...ghosts],
      expectedEpochs: expectedEpochs(spec),
    });
    const labels = run ? labelsOf([run, ...compared]).slice(1) : [];
    return {
      task,
      metric,
      layout,
      ann: run?.ann ? leadScore(task, run.ann.validation) : null,
      tests: testsOf(layout, run?.stages ?? [], task.lead),
      testCurve: spec.testEachEpoch,
      validationImages: spec.validationCount,
      kept: new Map(run?.stages.map(({ stage, kept }) => [stage, leadScore(task, kept)])),
      keptEpochs: new Map(run?.stages.map(({ stage, bestEpoch }) => [stage, bestEpoch])),
      overlays: [
        ...alike.map(({ id, number, name, epochs, report, spec: { validationCount, method } }) => ({
          id,
          number,
          label: curveWords(labels[number - 2] ?? name, method),
          images: validationCount,
          outcome: epochs.length === 0 && report?.snn ? leadScore(task, report.snn.validation) : null,
        })),
        ...ghosts.map(() => ({
          id: 'proof',
          number: compared.length + 2,
          label: 'the author’s run',
          images: spec.validationCount,
          outcome: null,
        })),
      ],
      apart: numbered.filter((other) => !alike.includes(other)).map(({ number }) => number),
      learning,
      words: methodWords(spec.method),
      hasEpochs: hasEpochs(spec),
      empty: layout.rows.length === 0,
    };
  }, [names, run, spec, learning, compared, proof, linkTask]);
}
