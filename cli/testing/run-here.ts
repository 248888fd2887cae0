/** Makes whole runs in this process, with threads as the command line has them, for tests. */

import { createControl } from '../../src/runs/execution/control.ts';
import { execute } from '../../src/runs/execution/execute.ts';
import type { RunEvent } from '../../src/runs/records/events.ts';
import { houseKnown, type Known } from '../../src/runs/spec/known.ts';
import type { RunSpec } from '../../src/runs/spec/spec.ts';
import { testSurroundings } from './surroundings.ts';

async function eventsOf(spec: RunSpec, known: Known): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  const surroundings = { ...testSurroundings, known };
  await execute('run-1', spec, surroundings, createControl(), (event) => events.push(event));
  return events;
}

/**
 * Returns the events and the result of a finished run. Throws with the last event if it does not
 * finish.
 */
export async function finishedRun(spec: RunSpec, known = houseKnown) {
  const events = await eventsOf(spec, known);
  const end = events.at(-1)!;
  if (end.type !== 'runFinished') throw new Error(`ended with ${JSON.stringify(end)}`);
  return { ...end, events };
}
