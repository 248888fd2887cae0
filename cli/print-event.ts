/** A run as lines on the terminal: one per epoch, with progress and the time left. */
import { testedPercent } from '../src/runs/execution/eta.ts';
import type { RunEvent, RunSink, Tested } from '../src/runs/records/events.ts';
import type { EpochRow } from '../src/runs/records/report.ts';
import { recipeOf } from '../src/runs/spec/methods/registry.ts';
import type { RunSpec } from '../src/runs/spec/spec.ts';
import { duration, percentOf } from './format.ts';

/** While the finished network is tested a line comes this often, in milliseconds. */
const interval = 10_000;

export function printEvent(spec: RunSpec): RunSink {
  const byLayer = recipeOf(spec.method).stages === 'layers';
  let pending: EpochRow | null = null;
  let counter = '';
  let tested: Tested | undefined;
  let told = performance.now();
  const flush = (left: string) => {
    if (pending) console.log(`${epochLine(pending, spec)}${counter}${left}`);
    pending = null;
    counter = '';
  };
  return (event: RunEvent) => {
    switch (event.type) {
      case 'backendReady':
        console.log(`${event.environment.backend} (${event.environment.device}), ${event.environment.host}`);
        break;
      case 'datasetLoaded':
        console.log(
          `${event.name}: ${event.train} training, ${event.validation} validation, ${event.test} test images`,
        );
        break;
      case 'annReady':
        console.log(
          `ANN: validation ${percentOf(event.ann.validationAccuracy, spec.validationCount)}, test ${percentOf(event.ann.testAccuracy, event.ann.testCount)}, ${event.ann.parameters} parameters`,
        );
        break;
      case 'stageBegan':
        console.log(`stage ${event.stage} · ${event.layer}${byLayer ? thresholdText(event.threshold) : ''}`);
        break;
      case 'epoch':
        flush('');
        pending = event.row;
        // Pre-training has neither scheduler nor estimate.
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
        // The time left follows.
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
          `  kept epoch ${event.report.bestEpoch}: validation ${percentOf(event.report.accuracyAfter, spec.validationCount)}` +
            (event.report.testAccuracy === null
              ? ''
              : `, test ${percentOf(event.report.testAccuracy, event.report.testCount)}`),
        );
        break;
      case 'warning':
        console.error(`warning: ${event.message}`);
        break;
      default:
      // The others are not printed.
    }
  };
}

/** `testing  43 % of 15000 images  about 2 min left`. */
export function testLine(tested: Tested, secondsLeft: number): string {
  return `testing  ${testedPercent(tested)} % of ${tested.all} images  about ${duration(secondsLeft)} left`;
}

function thresholdText(threshold: readonly number[]): string {
  if (threshold.length === 0) return ' (readout)';
  if (threshold.length === 1) return `  ϑ ${threshold[0]!.toPrecision(4)}`;
  return `  ϑ ${Math.min(...threshold).toPrecision(3)} to ${Math.max(...threshold).toPrecision(3)} over ${threshold.length} channels`;
}

function epochLine(row: EpochRow, spec: RunSpec): string {
  const loss = row.trainLoss === null ? '' : `  train loss ${row.trainLoss.toFixed(4)}`;
  const test = row.testAccuracy === null ? '' : `  test ${percentOf(row.testAccuracy, spec.testCount)}`;
  return `  epoch ${row.epoch}${loss}  validation loss ${row.validationLoss.toFixed(4)}  accuracy ${percentOf(row.validationAccuracy, spec.validationCount)}${test}  ${row.seconds.toFixed(1)} s`;
}
