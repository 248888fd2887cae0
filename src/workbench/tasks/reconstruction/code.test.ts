import { describe, expect, it } from 'vitest';
import { toLayers } from '../../../networks/chain.ts';
import { parseNotation } from '../../../networks/notation.ts';
import {
  blend,
  codeOf,
  countAt,
  countWords,
  editedCount,
  mostEdited,
  narrowLayer,
  steppedCount,
  withCount,
} from './code.ts';

const hidden = (sizes: readonly number[], analogFrom: number) =>
  toLayers(parseNotation(`4x4-${sizes.join('-')}-16`))
    .slice(0, -1)
    .map((layer, l) => ({
      layer,
      neurons: sizes[l]!,
      spiking: l < analogFrom,
      counts: new Float32Array(sizes[l]!),
      spikes: new Int8Array(0),
      firingRate: 0,
      threshold: [1],
    }));
const inspected = (sizes: readonly number[], analogFrom = sizes.length, timeSteps = 8) => ({
  layers: hidden(sizes, analogFrom),
  timeSteps,
  shownSteps: Math.min(64, timeSteps),
});

describe('the code of an example', () => {
  it('is the hidden layer with the fewest neurons, the first of equals', () => {
    expect(codeOf(inspected([12, 5, 12])).layer?.layer.name).toBe('fc2');
    expect(codeOf(inspected([5, 12, 5])).layer?.layer.name).toBe('fc1');
    expect(narrowLayer([])).toBeNull();
  });

  it('says why there is none to edit', () => {
    expect(codeOf(inspected([12, 5, 12], 1)).reason).toBe(
      'fc2 is still analog in this network: its 5 numbers can be edited once they are spike counts.',
    );
    expect(codeOf({ ...inspected([5]), layers: [] }).reason).toContain('no hidden layer');
    expect(codeOf(inspected([mostEdited + 1])).reason).toContain('too many');
    expect(codeOf(inspected([5], 1, 128)).reason).toBe(
      'The code can be edited in windows of up to 64 steps; this network has 128.',
    );
  });
});

describe('a count', () => {
  it('moves by keys within the window, and by no other key', () => {
    const to = (key: string, count = 5) => steppedCount(count, key, 8);
    expect([to('ArrowUp'), to('ArrowDown'), to('PageUp'), to('PageDown')]).toEqual([6, 4, 7, 3]);
    expect([to('Home'), to('End'), to('ArrowUp', 8), to('ArrowDown', 0)]).toEqual([0, 8, 8, 0]);
    expect(to('ArrowLeft')).toBeNull();
    expect(steppedCount(0, 'PageUp', 1)).toBe(1);
  });

  it('is where a pointer is, even outside the bar', () => {
    expect([-9, 0, 26, 52, 90].map((down) => countAt(down, 52, 8))).toEqual([8, 8, 4, 0, 0]);
  });

  it('is told beside what it was', () => {
    expect(countWords(3, 3, 8)).toBe('3 of 8 spikes');
    expect(countWords(1, 0, 1)).toBe('1 of 1 spike, was 0');
  });
});

describe('an edited code', () => {
  const original = Float32Array.of(0, 4, 8);
  it('leaves the original as it was', () => {
    const edited = withCount(original, 1, 7);
    expect([...edited]).toEqual([0, 7, 8]);
    expect([...original]).toEqual([0, 4, 8]);
    expect([editedCount(edited, original), editedCount(original, original)]).toEqual([1, 0]);
  });

  it('goes towards another in whole counts', () => {
    const other = Float32Array.of(8, 4, 1);
    expect([...blend(original, other, 0)]).toEqual([...original]);
    expect([...blend(original, other, 0.5)]).toEqual([4, 4, 5]);
    expect([...blend(original, other, 1)]).toEqual([...other]);
  });
});
