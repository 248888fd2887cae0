/** The options that name a run: preset, link and single settings. */
import { type FieldName, fieldNames, fields } from '../src/runs/fields.ts';
import { decodeLink } from '../src/runs/link.ts';
import { defaultPreset } from '../src/runs/presets.ts';
import { parseSpec, presetSpec, type RunSpec, SpecError } from '../src/runs/spec.ts';

export interface SpecOptions {
  readonly preset?: string;
  readonly link?: string;
  readonly set?: readonly string[];
}

/** The spec of a link or preset with `--set name=value …` on top. Throws {@link SpecError} naming field and range. */
export function specOf(options: SpecOptions): RunSpec {
  return parseSpec({ ...baseSpec(options), ...Object.fromEntries((options.set ?? []).map(setting)) });
}

function baseSpec({ preset, link }: SpecOptions): RunSpec {
  if (link === undefined) return presetSpec(preset ?? defaultPreset);
  if (preset !== undefined)
    throw new SpecError(['--preset and --link name two different runs; give one of them']);
  const { spec, problems } = decodeLink(link.includes('#') ? link.slice(link.indexOf('#')) : link);
  if (problems.length > 0) throw new SpecError(problems.map((problem) => problem.message));
  return spec;
}

function setting(pair: string): [FieldName, unknown] {
  const cut = pair.indexOf('=');
  const name = pair.slice(0, cut) as FieldName;
  if (cut < 1) throw new SpecError([`--set takes name=value, as timeSteps=16 (got ${JSON.stringify(pair)})`]);
  if (!fieldNames.includes(name))
    throw new SpecError([`${JSON.stringify(name)} is no setting; settings are ${fieldNames.join(', ')}`]);
  return [name, parsed(name, pair.slice(cut + 1))];
}

function parsed(name: FieldName, text: string): unknown {
  switch (fields[name].kind) {
    case 'integer':
    case 'number':
      return text.trim() === '' ? text : Number(text);
    case 'limit':
      return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
    case 'switch':
      return text === 'on' || text === 'true' ? true : text === 'off' || text === 'false' ? false : text;
    default:
      return text;
  }
}
