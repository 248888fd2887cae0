/** Says of each combination, seed by seed, whether its difference from the best may be chance. */
import { useMemo } from 'react';
import { besideBest } from '../../../runs/sweep/paired.ts';
import { leadOf } from '../../../tasks/index.ts';
import { pairedWords } from '../../../tasks/statistics/paired.ts';
import { settingWords } from '../../settings/words.ts';
import { Term } from '../../words/glossary/Term.tsx';
import type { ShownSweep } from '../use-sweep.ts';
import classes from './results.module.css';

export function BesideBest({ shown: { sweep, views } }: { shown: ShownSweep }) {
  const { best, differences } = useMemo(
    () => besideBest({ sweep, results: views.flatMap(({ result }) => result ?? []) }),
    [sweep, views],
  );
  const metric = leadOf(sweep.base);
  const examples = views.find(({ result }) => result?.report?.snn)?.result?.report?.snn?.testCount ?? 0;
  const name = (key: string) => {
    const view = views.find(({ cell }) => cell.key.startsWith(`${key},`));
    return sweep.axes.map(({ field }) => settingWords(field, view!.cell.spec[field])).join(', ');
  };
  if (!best || differences.size === 0) return null;
  return (
    <section className={classes.beside} aria-label="Against the best, seed by seed">
      <p>
        Test {metric.short} against the best on validation, {name(best.key)}, seed by seed (
        <Term id="signFlip">sign-flip test</Term>, not corrected for the number of comparisons):
      </p>
      <ul>
        {[...differences].map(([key, found]) => (
          <li key={key}>
            <b>{name(key)}</b> {pairedWords(found, metric, examples)}
          </li>
        ))}
      </ul>
    </section>
  );
}
