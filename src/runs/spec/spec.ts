/** Reads any value as a RunSpec, and finds what is wrong with it. It validates with zod. */
import { z } from '../../networks/zod.ts';
import { allowed, type Field, type FieldName, fieldNames, fields, noLimit } from './fields.ts';
import { houseKnown } from './known.ts';
import { findPreset, presetChoices, presets } from './presets/presets.ts';
import { type RunSpec, specVersion } from './run-spec.ts';
import { crossChecks, type SpecUse } from './spec-checks.ts';
import { presentValue } from './value-text.ts';

export { type RunSpec, specVersion } from './run-spec.ts';

/**
 * Returns a value as a message shows it, cut short, because anything can come in from a link or a
 * file.
 */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (value === undefined) return 'nothing';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** Half of a character that takes two units of UTF-16. */
const halfCharacter = /\p{Surrogate}/u;

function isWholeWithin(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

function fieldSchema(name: FieldName): z.ZodType {
  const field: Field = fields[name];
  const error = (issue: { input?: unknown }) =>
    `${name} must be ${allowed(name)} (got ${shown(issue.input)})`;
  switch (field.kind) {
    case 'integer':
      return z.int({ error }).min(field.min, { error }).max(field.max, { error });
    case 'number':
      return (
        field.above
          ? z.number({ error }).gt(field.min, { error })
          : z.number({ error }).min(field.min, { error })
      ).max(field.max, { error });
    case 'choice':
      return z
        .string({ error })
        .refine(
          (value) => field.options.some((o) => o.value === value) || field.others?.pattern.test(value),
          {
            error,
          },
        );
    case 'switch':
      return z.boolean({ error });
    case 'text':
      return z
        .string({ error })
        .min(field.minLength, { error })
        .max(field.maxLength, { error })
        .refine((text) => !halfCharacter.test(text), {
          error: `${name} has half of a character in it (a lone surrogate), which no link can hold`,
        })
        .transform((text) => presentValue(field, text));
    case 'limit':
      return z
        .unknown()
        .refine((value) => value === noLimit || isWholeWithin(value, field.min, field.max), { error });
  }
}

const fieldSchemas = Object.fromEntries(fieldNames.map((name) => [name, fieldSchema(name)])) as Record<
  FieldName,
  z.ZodType
>;

/**
 * Checks one value against its field; returns the message that names the field and its range, or
 * null.
 */
export function checkField(name: FieldName, value: unknown): string | null {
  const result = fieldSchemas[name].safeParse(value);
  return result.success ? null : (result.error.issues[0]?.message ?? `${name} is not valid`);
}

const specSchema = z.strictObject({
  version: z.literal(specVersion, {
    error: (issue) => `version must be ${specVersion} (got ${shown(issue.input)})`,
  }),
  preset: z.unknown().refine((id) => presets.some((p) => p.id === id), {
    error: (issue) => `preset must be one of ${presetChoices} (got ${shown(issue.input)})`,
  }),
  ...fieldSchemas,
});

export class SpecError extends Error {
  override readonly name = 'SpecError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}

/** Returns the spec of a preset as shipped. Throws {@link SpecError} for an unknown preset. */
export function presetSpec(id: string): RunSpec {
  const preset = findPreset(id);
  if (!preset) throw new SpecError([`preset must be one of ${presetChoices} (got ${shown(id)})`]);
  return Object.freeze({ version: specVersion, preset: preset.id, ...preset.settings });
}

/**
 * Validates any value as a RunSpec for a `use`. Throws {@link SpecError}, one line per problem,
 * naming field and range.
 */
export function parseSpec(value: unknown, use: SpecUse = 'run'): RunSpec {
  const result = specSchema.safeParse(value);
  if (!result.success) throw new SpecError([...new Set(result.error.issues.map((issue) => issue.message))]);
  const spec = result.data as unknown as RunSpec;
  const problems = crossChecks(spec, houseKnown, use);
  if (problems.length > 0) throw new SpecError(problems.map((problem) => problem.message));
  return Object.freeze(spec);
}

/** Returns the names of the settings in which two specs differ, in the table's order. */
export function differingFields(a: RunSpec, b: RunSpec): FieldName[] {
  const value = (spec: RunSpec, name: FieldName) => presentValue(fields[name], spec[name]);
  return fieldNames.filter((name) => value(a, name) !== value(b, name));
}
