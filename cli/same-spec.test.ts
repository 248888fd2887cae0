/**
 * Tests that a method means the same run whether it is named by a link or by `--set`, with every
 * setting that it uses.
 */
import { describe, expect, test } from 'vitest';
import { decodeLink, encodeLink } from '../src/runs/link/link.ts';
import { type Field, type FieldName, fields } from '../src/runs/spec/fields.ts';
import { recipes } from '../src/runs/spec/methods/registry.ts';
import { newestPresets } from '../src/runs/spec/presets/presets.ts';
import { parseSpec, presetSpec, type RunSpec, SpecError } from '../src/runs/spec/spec.ts';
import { specOf } from './spec-options.ts';

/** A setting and its value as `--set` has it. */
type Pair = readonly [FieldName, string | number];

const settings = (pairs: readonly Pair[]) => pairs.map(([name, value]) => `${name}=${value}`);

/** Returns values that a setting may have, the preset's among them. */
function candidates(name: FieldName): readonly (string | number)[] {
  const field: Field = fields[name];
  switch (field.kind) {
    case 'integer':
    case 'number':
      return [field.max, field.min, field.min + (field.max - field.min) / 2].map((value) =>
        field.kind === 'integer' ? Math.round(value) : value,
      );
    case 'choice':
      return field.options.map(({ value }) => value);
    case 'switch':
      return ['on', 'off'];
    case 'limit':
      return [field.min, field.max];
    case 'text':
      return ['-1,-0.5,0,0.5,1'];
  }
}

/** Settings that only work together with another one. */
const companions: Partial<Record<FieldName, readonly Pair[]>> = { weightLevels: [['weightBits', 'levels']] };

function accepted(preset: string, set: readonly string[]): RunSpec | null {
  try {
    return specOf({ preset, set });
  } catch (error) {
    if (error instanceof SpecError) return null;
    throw error;
  }
}

/**
 * Training through time takes no neurons that fire after their window. Some networks hold more
 * steps at once than a worker may, and few mixtures are not enough for a calibration of each
 * channel.
 */
const refused = [
  { preset: 'first-look@4', method: 'surrogate' },
  { preset: 'vgg11-paper@1', method: 'surrogate' },
  { preset: 'voices-first@1', method: 'calibration' },
  { preset: 'separator-light@2', method: 'calibration' },
  { preset: 'separator-light@2', method: 'surrogate' },
  { preset: 'separator-64@2', method: 'calibration' },
  { preset: 'separator-64@2', method: 'surrogate' },
  { preset: 'separator-128@2', method: 'rate' },
  { preset: 'separator-128@2', method: 'calibration' },
  { preset: 'separator-128@2', method: 'surrogate' },
  { preset: 'separator-512@2', method: 'rate' },
  { preset: 'separator-512@2', method: 'calibration' },
  { preset: 'separator-512@2', method: 'surrogate' },
];

test('a preset takes every method, save what does not go with one', () => {
  const pairs = newestPresets.flatMap(({ id: preset }) =>
    recipes.flatMap(({ id: method }) => (accepted(preset, [`method=${method}`]) ? [] : [{ preset, method }])),
  );
  expect(pairs).toEqual(refused);
});

describe.each(recipes)('$id', ({ id, uses }) => {
  test.each(
    newestPresets.filter(
      ({ id: preset }) => !refused.some((pair) => pair.preset === preset && pair.method === id),
    ),
  )('on $id: one spec, whether by link or by --set', ({ id: preset }) => {
    const spec = parseSpec({ ...presetSpec(preset), method: id });
    const link = encodeLink(spec);
    expect(decodeLink(link)).toMatchObject({ spec, sweep: null, problems: [] });
    expect(decodeLink(`#v=1&preset=${preset}&method=${id}`)).toMatchObject({
      spec,
      sweep: null,
      problems: [],
    });
    // A link leaves out settings that are the preset's.
    expect(link.includes(`&method=${id}`)).toBe(presetSpec(preset).method !== id);
    expect(specOf({ link })).toEqual(spec);
    expect(specOf({ link: `https://example.org/spikewise/${link}` })).toEqual(spec);
    expect(specOf({ preset, set: [`method=${id}`] })).toEqual(spec);
  });

  test.each(uses)('%s travels with it', (name) => {
    const preset = 'first-look@2';
    const base = presetSpec(preset);
    const changed = candidates(name).flatMap((value) => {
      const set = settings([['method', id], ...(companions[name] ?? []), [name, value]]);
      const spec = accepted(preset, set);
      return spec && spec[name] !== base[name] ? [spec] : [];
    });
    expect(changed).not.toEqual([]);
    for (const spec of changed) {
      const link = encodeLink(spec);
      expect(spec.method).toBe(id);
      expect(link).toContain(`&${fields[name].link}=`);
      expect(decodeLink(link)).toMatchObject({ spec, sweep: null, problems: [] });
      expect(specOf({ link })).toEqual(spec);
    }
  });
});
