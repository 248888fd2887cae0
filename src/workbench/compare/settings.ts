/** Lists the settings in which runs differ; a setting that they share needs no row. */

import type { RunSummary } from '../../runs/records/run-store.ts';
import { type FieldName, fields } from '../../runs/spec/fields.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { isUsed } from '../../runs/spec/methods/used-settings.ts';
import { valueWords } from '../settings/words.ts';
import { differing } from '../words/run-labels.ts';
import { type Cell, type Group, none, type Row, textRow } from './table.ts';

/** Settings that stand among the conditions, whether they differ or not. */
const conditions: ReadonlySet<FieldName> = new Set(['backend', 'workers', 'seed']);

function settingRow(name: FieldName, runs: readonly RunSummary[]): Row {
  const field = fields[name];
  return {
    label: field.label,
    unit: 'unit' in field ? field.unit : '',
    help: `${field.help} ${field.reference}`,
    cells: runs.map(({ spec }): Cell => {
      // A run of an earlier version did not know every setting, and no method uses all of them.
      const known = spec[name] as (typeof spec)[FieldName] | undefined;
      const value = isUsed(name, recipeOf(spec.method)) ? known : undefined;
      const kept = typeof value === 'number' ? value : (value?.toString() ?? null);
      return {
        value: kept,
        words: value === undefined ? none : valueWords(name, value),
        difference: null,
      };
    }),
  };
}

export function settingsGroup(runs: readonly RunSummary[]): Group {
  const presets = runs.map(({ spec }) => spec.preset);
  const rows = differing(runs)
    .filter((name) => !conditions.has(name) && runs.some(({ spec }) => isUsed(name, recipeOf(spec.method))))
    .map((name) => settingRow(name, runs));
  if (new Set(presets).size > 1)
    rows.unshift(textRow('Preset', presets, 'The revision whose network and settings the run started from.'));
  return {
    title: 'Settings that differ',
    note: rows.length === 0 ? 'none' : null,
    rows,
  };
}
