/**
 * `plan`: prints the memory that a run takes, moment by moment, and whether it fits; nothing is
 * computed.
 */
import type { MemoryPlan } from '../../src/runs/spec/memory/memory-plan.ts';
import { memoryProblem, planOf } from '../../src/runs/spec/memory/memory-problem.ts';
import { mebibytes, momentWords, partWords } from '../../src/runs/spec/memory/memory-words.ts';
import { memoryParts, type PartBytes, totalOf } from '../../src/runs/spec/memory/parts.ts';
import { table } from '../print-report.ts';
import { type SpecOptions, specOf } from '../spec-options.ts';
import { nodeLimits } from '../surroundings.ts';

interface PlanOptions extends SpecOptions {
  readonly json: boolean;
}

export async function run(options: PlanOptions): Promise<void> {
  const spec = specOf(options);
  const limits = nodeLimits(spec.backend);
  const plan = planOf(spec, limits);
  const problem = memoryProblem(spec, limits);
  if (options.json) console.log(JSON.stringify({ plan, limits, problem }));
  else print(plan);
  if (!problem) return;
  if (!options.json) console.error(`ptl: ${problem.message}`);
  process.exitCode = 2;
}

function print({ moments, parts, heapBytes, workerBytes, wholeBytes, workers, peak }: MemoryPlan): void {
  const rows = moments.map((moment) => [
    momentWords(moment),
    mebibytes(totalOf(moment.heap)),
    mebibytes(totalOf(moment.arrays)),
  ]);
  console.log(table([['moment', 'backend', 'arrays'], ...rows]));
  console.log(`\nmost of one worker: ${mebibytes(workerBytes)}, in ${momentWords(peak)}`);
  console.log(`of which its backend: ${mebibytes(heapBytes)}`);
  if (workers > 1) console.log(`${workers} workers: ${mebibytes(wholeBytes)}`);
  console.log(`\n${table(partRows(parts))}`);
}

function partRows(parts: PartBytes): string[][] {
  return memoryParts
    .filter((part) => parts[part] !== undefined)
    .map((part) => [partWords[part], mebibytes(parts[part]!)]);
}
