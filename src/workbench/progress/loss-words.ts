/** How the loss of a task is written in the chart's numbers. */
import type { Metric } from '../../tasks/metric.ts';
import type { Task } from '../../tasks/task.ts';

/** By the scale on which its differences show: where factors count, in significant digits. */
const writers: Readonly<Record<Metric['scale'], (loss: number, metric: Metric) => string>> = {
  linear: (loss) => loss.toFixed(4),
  logError: (loss) => loss.toFixed(4),
  log: (loss, metric) => metric.write(loss),
};

/** `0.0873`, `0.00755`: a loss without its unit, which its column or name tells. */
export function lossFigure({ loss: metric }: Pick<Task, 'loss'>, loss: number): string {
  return writers[metric.scale](loss, metric);
}
