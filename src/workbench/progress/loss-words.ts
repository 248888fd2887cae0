/** Writes the loss of a task for the chart's numbers. */
import type { Metric } from '../../tasks/metric.ts';
import type { Task } from '../../tasks/task.ts';

/**
 * Writers by the scale on which differences of the loss show: in significant digits when factors
 * count.
 */
const writers: Readonly<Record<Metric['scale'], (loss: number, metric: Metric) => string>> = {
  linear: (loss) => loss.toFixed(4),
  logError: (loss) => loss.toFixed(4),
  log: (loss, metric) => metric.write(loss),
};

/** Writes a loss without its unit, which its column or name tells: `0.0873`, `0.00755`. */
export function lossFigure({ loss: metric }: Pick<Task, 'loss'>, loss: number): string {
  return writers[metric.scale](loss, metric);
}
