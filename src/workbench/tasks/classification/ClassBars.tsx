/**
 * Draws how sure both networks are of each class: the ANN above in blue, the SNN below in orange.
 */
import type { ClassAnswer } from '../../../runs/inspection/simulation.ts';
import { percent } from '../../shared/format.ts';
import { shownClasses } from './answer.ts';
import styles from './classification.module.css';

export function ClassBars({ answer }: { readonly answer: ClassAnswer }) {
  const { classNames, annProbabilities, snnProbabilities, annPrediction, snnPrediction } = answer;
  return (
    <ol className={styles.classes} aria-label="Probability of each class, ANN and SNN">
      {shownClasses(answer).map((c) => {
        const ann = annProbabilities?.[c] ?? null;
        const snn = snnProbabilities[c] ?? 0;
        const name = classNames[c] ?? String(c);
        return (
          <li
            key={c}
            aria-label={`${name}: ${ann === null ? '' : `ANN ${percent(ann)}, `}SNN ${percent(snn)}`}
          >
            <b data-winner={c === annPrediction || c === snnPrediction || undefined} title={name}>
              {name}
            </b>
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
