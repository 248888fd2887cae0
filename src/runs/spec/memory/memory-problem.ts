/**
 * Refuses a run that does not fit into the memory, with the numbers and the nearest setting that
 * does. Page and command line say it in the same words.
 */
import { modelOf } from '../../../networks/model.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { taskOf } from '../../../tasks/index.ts';
import type { CrossProblem } from '../cross-problem.ts';
import { fields } from '../fields.ts';
import { workersFor } from '../groups.ts';
import { houseKnown, type KnownFacts } from '../known.ts';
import type { RunSpec } from '../run-spec.ts';
import type { FieldName } from '../settings.ts';
import { isDevice, type MachineLimits } from './limits.ts';
import { type MemoryPlan, memoryPlan } from './memory-plan.ts';
import { mebibytes, momentWords, partsWords } from './memory-words.ts';

/** An error about a run that does not fit into the memory. */
export class MemoryError extends Error {
  override readonly name = 'MemoryError';
}

/** Returns the plan of a valid spec on a machine. */
export function planOf(spec: RunSpec, limits: MachineLimits, known: KnownFacts = houseKnown): MemoryPlan {
  const network = parseNotation(spec.network);
  return memoryPlan({
    spec,
    recipe: known.methods.recipeOf(spec.method),
    layers: modelOf(network, taskOf(spec.task).back).core,
    front: network.front,
    data: known.datasets.find(({ id }) => id === spec.dataset) ?? null,
    workers: isDevice(limits) ? 1 : workersFor(spec, known.methods),
    limits,
  });
}

/** Returns why a run does not fit, or null when it does. `spec` is valid otherwise. */
export function memoryProblem(
  spec: RunSpec,
  limits: MachineLimits,
  known: KnownFacts = houseKnown,
): CrossProblem | null {
  const overflow = overflowOf(planOf(spec, limits, known), limits);
  if (!overflow) return null;
  const fitting = nearest(spec, limits, known);
  return {
    fields: fitting ? [fitting.field, 'network'] : ['network'],
    message: `memory: ${overflow}; ${fitting ? `${fitting.field} ${fitting.value} would fit` : 'use a smaller network'}`,
  };
}

/** Throws a {@link MemoryError} when a run does not fit. */
export function requireMemory(spec: RunSpec, limits: MachineLimits, known?: KnownFacts): void {
  const problem = memoryProblem(spec, limits, known);
  if (problem) throw new MemoryError(problem.message);
}

function overflowOf(plan: MemoryPlan, { heapBytes, tensorBytes, machineBytes, backend }: MachineLimits) {
  const { heapPeak, largest, peak, parts, workers } = plan;
  if (largest.bytes > tensorBytes)
    return `a tensor of ${largest.layer} has ${mebibytes(largest.bytes)}, and ${backend} takes at most ${mebibytes(tensorBytes)} in one`;
  if (plan.heapBytes > heapBytes)
    return (
      `${momentWords(heapPeak)} takes ${mebibytes(plan.heapBytes)} of the memory of ${backend} (${partsWords(heapPeak.heap)}), ` +
      `which has at most ${mebibytes(heapBytes)}`
    );
  if (plan.wholeBytes > machineBytes)
    return (
      `${momentWords(peak)} takes ${mebibytes(plan.wholeBytes)}${workers > 1 ? ` in ${workers} workers` : ''} (${partsWords(parts)}${workers > 1 ? ' each' : ''}), ` +
      `and the machine has ${mebibytes(machineBytes)}`
    );
  return null;
}

interface Remedy {
  readonly field: FieldName;
  readonly value: string | number;
}

/** Returns the first change of one setting, and the least, with which the run fits. */
function nearest(spec: RunSpec, limits: MachineLimits, known: KnownFacts): Remedy | null {
  for (const remedy of remedies(spec)) {
    const changed = { ...spec, [remedy.field]: remedy.value };
    if (!overflowOf(planOf(changed, limits, known), limits)) return remedy;
  }
  return null;
}

/** Returns changes of one setting each; those of the cache and the workers change no result. */
function* remedies(spec: RunSpec): Generator<Remedy> {
  yield* halvesOf(spec, 'cacheMegabytes');
  for (let workers = spec.workers - 1; workers >= 1; workers--) yield { field: 'workers', value: workers };
  yield* halvesOf(spec, 'batchSize');
  yield* halvesOf(spec, 'calibrationCount');
  for (const width of [2, 4, 8, 16]) yield { field: 'network', value: slimmer(spec.network, width) };
}

function* halvesOf(
  spec: RunSpec,
  field: 'cacheMegabytes' | 'batchSize' | 'calibrationCount',
): Generator<Remedy> {
  for (let value = spec[field]; value > fields[field].min; ) {
    value = Math.max(fields[field].min, Math.floor(value / 2));
    yield { field, value };
  }
}

/** Returns a network with one in `width` of its filters and hidden units. */
function slimmer(network: string, width: number): string {
  const [input, ...layers] = network.split('-');
  const outputs = layers.pop();
  const slim = layers.map((part) =>
    part.replace(/^(c?)(\d+)/, (_, c, size) => `${c}${Math.max(1, Math.ceil(Number(size) / width))}`),
  );
  return [input, ...slim, outputs].join('-');
}
