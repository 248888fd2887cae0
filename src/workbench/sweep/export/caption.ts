/**
 * Writes the caption of an exported picture: the settings that were varied and those that were not,
 * what the seeds vary, machine, engine, date, and the link that opens it.
 */

import { findPreset } from '../../../runs/spec/presets/presets.ts';
import { runName } from '../../../runs/spec/run-name.ts';
import { seedsVaryWords } from '../../../runs/spec/seed-words.ts';
import { presetSpec } from '../../../runs/spec/spec.ts';
import { methodsOfSweep } from '../../../runs/sweep/axes.ts';
import { cellsOf } from '../../../runs/sweep/plan.ts';
import { valueWords } from '../../settings/words.ts';
import { enginesWords, machineWords } from '../machine-words.ts';
import { seriesName } from '../words.ts';
import { axisFieldsOf, type ShownCaption } from './caption-types.ts';

function listed(values: readonly string[]): string {
  return values.length > 8 ? `${values.slice(0, 4).join(', ')}, … ${values.at(-1)}` : values.join(', ');
}

/**
 * Returns the paragraphs. `date` is that of the last cell, ISO 8601, or null while none has ended.
 */
export function captionOf({
  sweep,
  title,
  environments,
  engines,
  ended,
  finished,
  cells,
  date,
  link,
}: ShownCaption): string[] {
  const { base, axes, seeds } = sweep;
  const preset = presetSpec(base.preset);
  const varied = axes.map(
    ({ field, values }) => `${seriesName(field)} ${listed(values.map((v) => valueWords(field, v)))}`,
  );
  const fixed = { ...base, ...axisFieldsOf(axes, preset), seed: preset.seed };
  const seedWords =
    seeds === 1
      ? `seed ${base.seed}`
      : `seeds ${base.seed} to ${base.seed + seeds - 1}, which vary ${seedsVaryWords(cellsOf(sweep).map(({ spec }) => spec))}`;
  const machine = [machineWords(environments), enginesWords(engines)].filter(Boolean).join('; ');
  return [
    `${title}. Spikewise, ${findPreset(base.preset)?.title ?? base.preset} (${base.preset}), ${base.network}; varied: ${varied.join('; ')}; ${seedWords}; otherwise ${runName(fixed, preset, methodsOfSweep(sweep))}.`,
    `${finished} of ${cells} cells finished${ended > finished ? `, ${ended - finished} failed` : ''}${machine ? `; ${machine}` : ''}${date ? `; ${date.slice(0, 10)}` : ''}.`,
    link,
  ];
}
