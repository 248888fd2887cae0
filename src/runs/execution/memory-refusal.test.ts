/** Tests that a run which does not fit into the memory is refused before anything is loaded. */
import { expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import type { RunEvent } from '../records/events.ts';
import { limitsOf } from '../spec/memory/limits.ts';
import { memoryProblem } from '../spec/memory/memory-problem.ts';
import { toyKnown, toySpec, toySurroundings } from '../testing/toy-run.ts';
import { createControl } from './control.ts';
import { execute } from './execute.ts';

test.each<[string, { readonly memoryBytes: number; readonly mostBytes?: number }]>([
  ['the machine has too little', { memoryBytes: 2 ** 20 }],
  ['the run may have too little', { memoryBytes: 2 ** 40, mostBytes: 2 ** 20 }],
])('%s: the run ends with the words of the plan', async (_, memory) => {
  const events: RunEvent[] = [];
  const surroundings = { ...toySurroundings, ...memory, open: openNodeBackend };
  const spec = { ...toySpec, backend: 'wasm' } as const;
  await execute('refused', spec, surroundings, createControl(), (event) => events.push(event));
  const problem = memoryProblem(spec, limitsOf('wasm', 2 ** 20), toyKnown)!;
  expect(events.map(({ type }) => type)).toEqual(['runBegan', 'runFailed']);
  expect(events.at(-1)).toMatchObject({ message: problem.message });
  expect(problem.message).toMatch(/and the machine has 1 MiB; use a smaller network$/);
});
