/** How sure both networks are of each class: the ANN above in blue, the SNN below in orange. */
import type { SampleInspection } from '../../../runs/inspection/simulation.ts';
import { percent } from '../../shared/format.ts';
import styles from './classification.module.css';

export function ClassBars({ inspection }: { readonly inspection: SampleInspection }) {
  const { annProbabilities, snnProbabilities, annPrediction, snnPrediction } = inspection;
  return (
    <ol className={styles.classes} aria-label="Probability of each class, ANN and SNN">
      {Array.from(snnProbabilities, (snn, c) => {
        const ann = annProbabilities?.[c] ?? null;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is the class
          <li key={c} aria-label={`${c}: ${ann === null ? '' : `ANN ${percent(ann)}, `}SNN ${percent(snn)}`}>
            <b data-winner={c === annPrediction || c === snnPrediction || undefined}>{c}</b>
            <span className={styles.twin}>
              <i style={{ width: `${100 * (ann ?? 0)}%` }} />
              <i style={{ width: `${100 * snn}%` }} />
            </span>
            <span className={styles.sure}>
              {ann !== null && c === annPrediction ? <span data-of="ann">{percent(ann)}</span> : null}
              {c === snnPrediction ? <span data-of="snn">{percent(snn)}</span> : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
