/** Prints a run as lines on the terminal: one per epoch, with progress and the time left. */
import { testedPercent } from '../src/runs/execution/eta.ts';
import type { RunEvent, RunSink, Tested } from '../src/runs/records/events.ts';
import type { EpochRow, Scores } from '../src/runs/records/report.ts';
import { resumeWords } from '../src/runs/resume/resume.ts';
import { workersWords } from '../src/runs/spec/groups.ts';
import { recipeOf } from '../src/runs/spec/methods/registry.ts';
import { normalisationWords } from '../src/runs/spec/normalisation.ts';
import type { RunSpec } from '../src/runs/spec/spec.ts';
import { taskOf } from '../src/tasks/index.ts';
import { leadMetric, leadScore, type Task } from '../src/tasks/task.ts';
import { writeCount } from '../src/tasks/writing.ts';
import { duration } from './format.ts';
import { lossText, scoreOf } from './scores.ts';

/** Milliseconds between lines while the finished network is tested. */
const interval = 10_000;

export function printEvent(spec: RunSpec): RunSink {
  const task = taskOf(spec.task);
  const lead = (scores: Scores, examples: number) =>
    scoreOf(leadMetric(task), leadScore(task, scores), examples);
  const byLayer = recipeOf(spec.method).stages === 'layers';
  let pending: EpochRow | null = null;
  let counter = '';
  let tested: Tested | undefined;
  let told = performance.now();
  const flush = (left: string) => {
    if (pending) console.log(`${epochLine(pending, spec, task)}${counter}${left}`);
    pending = null;
    counter = '';
  };
  return (event: RunEvent) => {
    switch (event.type) {
      case 'runWentOn':
        console.log(`going on ${resumeWords(event.report)}`);
        break;
      case 'backendReady':
        console.log(
          `${event.environment.backend} (${event.environment.device}), ${workersWords(event.environment)}, ${event.environment.host}`,
        );
        break;
      case 'datasetLoaded':
        console.log(
          `${event.name}: ${writeCount(event.train)} training, ${writeCount(event.validation)} validation, ${writeCount(event.test)} test examples${normalisationWords(event.normalisation)}`,
        );
        break;
      case 'annReady':
        console.log(
          `ANN: validation ${lead(event.ann.validation, spec.validationCount)}, test ${lead(event.ann.test, event.ann.testCount)}, ${writeCount(event.ann.parameters)} parameters`,
        );
        break;
      case 'stageBegan':
        console.log(`stage ${event.stage} · ${event.layer}${byLayer ? thresholdText(event.threshold) : ''}`);
        break;
      case 'epoch':
        flush('');
        pending = event.row;
        // Pre-training has neither scheduler nor estimate, so its line is complete.
        if (event.row.stage === 0) flush('');
        break;
      case 'scheduler':
        counter =
          event.epoch === 0
            ? `  ${byLayer ? 'converted, not yet tuned' : 'not yet trained'}`
            : `  patience ${event.counter}/${spec.patience}`;
        if (event.epoch === 0) flush('');
        break;
      case 'progress':
        // The first estimate of the time left comes after this event.
        if (!tested) told = performance.now();
        tested = event.tested;
        break;
      case 'eta':
        if (tested && event.totalSeconds > 0 && performance.now() - told >= interval) {
          told = performance.now();
          console.log(testLine(tested, event.totalSeconds));
        }
        flush(event.totalSeconds > 0 ? `  about ${duration(event.totalSeconds)} left` : '');
        break;
      case 'stageEnded':
        flush('');
        console.log(
          `  kept epoch ${event.report.bestEpoch}: validation ${lead(event.report.kept, spec.validationCount)}` +
            (event.report.test === null ? '' : `, test ${lead(event.report.test, event.report.testCount)}`),
        );
        break;
      case 'warning':
        console.error(`warning: ${event.message}`);
        break;
      default:
      // All other events are not printed.
    }
  };
}

/**
 * Returns a line on the progress of a test:
 * `testing  43 % of 15,000 examples  about 2 min left`.
 */
export function testLine(tested: Tested, secondsLeft: number): string {
  return `testing  ${testedPercent(tested)} % of ${writeCount(tested.all)} examples  about ${duration(secondsLeft)} left`;
}

function thresholdText(threshold: readonly number[]): string {
  if (threshold.length === 0) return ' (readout)';
  if (threshold.length === 1) return `  ϑ ${threshold[0]!.toPrecision(4)}`;
  return `  ϑ ${Math.min(...threshold).toPrecision(3)} to ${Math.max(...threshold).toPrecision(3)} over ${threshold.length} channels`;
}

function epochLine(row: EpochRow, spec: RunSpec, task: Task): string {
  const metric = leadMetric(task);
  const lead = (scores: Scores, examples: number) => scoreOf(metric, leadScore(task, scores), examples);
  const loss = row.trainLoss === null ? '' : `  train loss ${lossText(task.loss, row.trainLoss)}`;
  const test = row.test === null ? '' : `  test ${lead(row.test, spec.testCount)}`;
  return `  epoch ${row.epoch}${loss}  validation loss ${lossText(task.loss, row.validation.loss)}  ${metric.short} ${lead(row.validation, spec.validationCount)}${test}  ${row.seconds.toFixed(1)} s`;
}
