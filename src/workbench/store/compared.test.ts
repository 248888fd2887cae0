import { describe, expect, it } from 'vitest';
import { beginRecord } from '../../runs/records/record.ts';
import { presetSpec } from '../../runs/spec/spec.ts';
import { comparedAfterShowing, comparedRuns, findCompared, mostCompared, withToggled } from './compared.ts';

const spec = presetSpec('first-look@2');
const runs = Array.from({ length: 9 }, (_, i) => beginRecord(`r${i}`, spec, '2026-01-02T03:04:05Z'));
const state = (...compared: string[]) => ({ runs, compared, shown: runs[0] ?? null });
const ids = (list: readonly { id: string }[]) => list.map((run) => run.id);

describe('the runs compared', () => {
  it('are those that are there, in the order chosen, without the one on screen', () => {
    expect(ids(findCompared(state('r3', 'gone', 'r0', 'r1')))).toEqual(['r3', 'r1']);
  });

  it('are the same list while the same runs are in it', () => {
    const first = comparedRuns(state('r1', 'r2'));
    expect(comparedRuns({ ...state('r1', 'r2'), runs: [...runs] })).toBe(first);
    expect(comparedRuns(state('r2', 'r1'))).not.toBe(first);
  });

  it('take a run in and out again', () => {
    expect(withToggled(state(), 'r2')).toEqual(['r2']);
    expect(withToggled(state('r2', 'r3'), 'r2')).toEqual(['r3']);
    expect(withToggled(state('r2'), 'r0')).toEqual(['r2']);
  });

  it('have a limit that runs that are gone do not count towards', () => {
    const full = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'];
    expect(full).toHaveLength(mostCompared);
    expect(withToggled(state(...full), 'r7')).toBeNull();
    expect(withToggled(state(...full), 'r6')).toHaveLength(mostCompared - 1);
    expect(withToggled(state('gone', ...full.slice(1)), 'r7')).toEqual([...full.slice(1), 'r7']);
  });

  it('change places with the run on screen when shown', () => {
    expect(comparedAfterShowing(['r1', 'r2'], 'r1', 'r0')).toEqual(['r0', 'r2']);
    expect(comparedAfterShowing(['r1', 'r2'], 'r5', 'r0')).toEqual(['r1', 'r2']);
    expect(comparedAfterShowing(['r1', 'r2'], 'r1', null)).toEqual(['r2']);
  });
});
