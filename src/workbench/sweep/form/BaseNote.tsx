/**
 * Says what every cell has in common: the settings as they stand, described by their differences
 * from their preset.
 */

import { runName } from '../../../runs/spec/run-name.ts';
import { seedsVaryWords } from '../../../runs/spec/seed-words.ts';
import { presetSpec } from '../../../runs/spec/spec.ts';
import { useMethods } from '../../store/shown-methods.ts';
import { useWorkbench } from '../../store/store.ts';
import classes from './form.module.css';

export function BaseNote() {
  const spec = useWorkbench((state) => state.spec);
  const { axes } = useWorkbench((state) => state.sweepDraft);
  const methods = useMethods();
  const preset = presetSpec(spec.preset);
  // The settings that are varied say nothing of the base.
  const base = { ...spec, ...Object.fromEntries(axes.map(({ field }) => [field, preset[field]])) };
  const name = runName(
    base,
    preset,
    methods.map(({ id }) => id),
  );
  return (
    <p className={classes.help}>
      Every cell starts from the settings: {spec.preset}, {name}. Seeds count up from theirs; they vary{' '}
      {seedsVaryWords(methods.map(({ id }) => ({ ...spec, method: id })))}.
    </p>
  );
}
