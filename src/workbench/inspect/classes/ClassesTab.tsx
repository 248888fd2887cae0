/** Shows which classes a finished network takes for which, on the whole test set. */
import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { SnnReport } from '../../../runs/records/report.ts';
import type { ConfusedPair } from '../../../tasks/confused-pairs.ts';
import { whole } from '../../shared/format.ts';
import shared from '../../shared/inspect.module.css';
import { Plot } from '../../shared/Plot.tsx';
import styles from './classes.module.css';
import { listWords, mostListed, pairsOf, pairsWith } from './confused.ts';
import { drawConfusion } from './confusion-plot.ts';

interface ClassesTabProps {
  readonly snn: SnnReport;
  readonly classNames: readonly string[];
}

/** Most names that are listed at once; the others are found by typing. */
const mostNames = 100;

export function ClassesTab({ snn, classNames }: ClassesTabProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const { confusion } = snn;
  const nameOf = (k: number) => classNames[k] ?? `class ${k}`;
  const all = useMemo(() => pairsOf(snn), [snn]);
  const draw = useMemo(
    () => confusion && drawConfusion(confusion, classNames, chosen),
    [confusion, classNames, chosen],
  );
  if (!all) return <p>This run has not counted which classes it confused.</p>;
  const pairs = pairsWith(all, chosen);
  const wrong = all.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={styles.classes} data-matrix={draw ? true : undefined}>
      {draw && (
        <div className={styles.matrix}>
          <Plot
            draw={draw}
            label={`Confusion of ${classNames.length} classes on ${whole(snn.testCount)} test images: ${whole(wrong)} answered as another class.`}
          />
        </div>
      )}
      <div className={styles.list}>
        <Select
          size="xs"
          aria-label="Pairs with one class"
          placeholder={`all ${whole(classNames.length)} classes`}
          nothingFoundMessage="No class has such a name"
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Pairs of all classes' }}
          limit={mostNames}
          data={classNames.map((label, i) => ({ value: String(i), label }))}
          value={chosen === null ? null : String(chosen)}
          onChange={(value) => setChosen(value === null ? null : Number(value))}
        />
        <p className={shared.caption}>
          {listWords(snn, pairs.length, chosen === null ? null : nameOf(chosen))}
        </p>
        <ol className={styles.pairs} aria-label="Confused classes">
          {pairs.slice(0, mostListed).map((pair) => (
            <Pair key={`${pair.label} ${pair.answer}`} pair={pair} nameOf={nameOf} most={pairs[0]!.count} />
          ))}
        </ol>
      </div>
    </div>
  );
}

interface PairProps {
  readonly pair: ConfusedPair;
  readonly nameOf: (k: number) => string;
  readonly most: number;
}

function Pair({ pair: { label, answer, count }, nameOf, most }: PairProps) {
  return (
    <li>
      <span className={styles.names}>
        <b>{nameOf(label)}</b> taken for <b>{nameOf(answer)}</b>
      </span>
      <span className={styles.bar} aria-hidden>
        <i style={{ width: `${(100 * count) / most}%` }} />
      </span>
      <span className={styles.count}>{whole(count)}</span>
    </li>
  );
}
