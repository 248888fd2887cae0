/**
 * Draws a stacked bar per layer: the loss that each cause adds. The values of the layer pointed at,
 * focused or chosen stand below.
 */
import { useState } from 'react';
import { smallPercent } from '../../shared/format.ts';
import styles from './diagnosis.module.css';
import { causeWords, type LossRow, type LossUnit, rowWords } from './losses.ts';

interface LossBarsProps {
  readonly rows: readonly LossRow[];
  readonly unit: LossUnit;
  readonly chosen: string | null;
  readonly onSelectLayer?: ((layer: string) => void) | undefined;
}

export function LossBars({ rows, unit, chosen, onSelectLayer }: LossBarsProps) {
  const [pointed, setPointed] = useState<string | null>(null);
  const longest = Math.max(...rows.map(({ sum }) => sum)) || 1;
  const read = rows.find(({ layer }) => layer === (pointed ?? chosen)) ?? rows[0];
  return (
    <>
      <ul className={styles.bars} aria-label="Losses by layer">
        {rows.map((row) => (
          <li key={row.layer}>
            <button
              type="button"
              aria-pressed={row.layer === chosen}
              aria-label={rowWords(row, unit)}
              onClick={() => onSelectLayer?.(row.layer)}
              onPointerEnter={() => setPointed(row.layer)}
              onPointerLeave={() => setPointed(null)}
              onFocus={() => setPointed(row.layer)}
              onBlur={() => setPointed(null)}
            >
              <b>{row.layer}</b>
              <span className={styles.bar}>
                {row.parts.map(({ cause, value }) => (
                  <i
                    key={cause}
                    style={{
                      width: `${(100 * value) / longest}%`,
                      background: `var(--${causeWords[cause].colour})`,
                    }}
                  />
                ))}
              </span>
              <span className={styles.sum}>{smallPercent(row.sum)}</span>
            </button>
          </li>
        ))}
      </ul>
      {read ? <p className={styles.readout}>{rowWords(read, unit)}.</p> : null}
    </>
  );
}
