import { describe, expect, it } from 'vitest';
import { beginRecord } from '../../runs/records/record.ts';
import { presetSpec } from '../../runs/spec/spec.ts';
import { runToOpen } from './opening.ts';

const spec = presetSpec('first-look@2');
const runs = [3, 8, 8].map((timeSteps, i) =>
  beginRecord(`r${i}`, { ...spec, timeSteps }, '2026-01-02T03:04:05Z'),
);

describe('the page opens', () => {
  it('on the newest run without a link', () => {
    expect(runToOpen(runs, null)?.id).toBe('r0');
    expect(runToOpen([], null)).toBeUndefined();
  });

  it('on the newest run of the link’s experiment, and on none when it has not been run', () => {
    expect(runToOpen(runs, { ...spec, timeSteps: 8 })?.id).toBe('r1');
    expect(runToOpen(runs, { ...spec, timeSteps: 8, seed: 2 })).toBeUndefined();
  });
});
