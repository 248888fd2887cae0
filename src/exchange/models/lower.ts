/**
 * Makes a network of ours, notation and weights, out of a described one. Every layer is judged, and
 * what is refused is refused by name with what can be done; nothing is left out in silence.
 */
import type { Checkpoint } from '../checkpoint.ts';
import { checkpointOf } from './built-network.ts';
import type { ModelDescription } from './description.ts';
import { Lowering, type LowerOptions } from './lowering.ts';
import { type ImportReport, refusalsIn } from './report.ts';
import { shapesBefore } from './shapes.ts';

export type { PoolingChoice } from './lowering.ts';

export interface Lowered {
  readonly report: ImportReport;
  /** The network, or null when a layer is refused. Its note is empty. */
  readonly checkpoint: Checkpoint | null;
  /** The node whose output is the network's: what follows it, as a softmax, is left out. */
  readonly output: number;
}

/**
 * Judges a described network and makes ours of it. Throws an ExchangeError that names the layer
 * where shapes clash.
 */
export function lower(description: ModelDescription, options: LowerOptions): Lowered {
  const lowering = new Lowering(description, options);
  const shapes = shapesBefore(description);
  const output = outputNode(description);
  description.nodes.forEach((node, i) => {
    if (i > output) lowering.leaveOut(node);
    else lowering.take(node, shapes[i]!, i);
  });
  lowering.end();
  const report = { format: description.format, lines: lowering.lines };
  if (refusalsIn(report).length > 0) return { report, checkpoint: null, output };
  return { report, checkpoint: checkpointOf(lowering.inputShape, lowering.layers), output };
}

/** Returns the last node before the softmax or sigmoid that ends a network. */
function outputNode({ nodes }: ModelDescription): number {
  let last = nodes.length - 1;
  while (last >= 0 && ['softmax', 'sigmoid', 'nothing'].includes(nodes[last]!.operation.kind)) last--;
  const after = nodes.slice(last + 1);
  return after.some(({ operation }) => operation.kind !== 'nothing') ? last : nodes.length - 1;
}
