/** Shows the losses as numbers. */
import { smallPercent } from '../../shared/format.ts';
import styles from '../stage/stage.module.css';
import { causesIn, causeWords, type LossRow } from './losses.ts';

export function LossTable({ rows }: { readonly rows: readonly LossRow[] }) {
  const causes = causesIn(rows);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label="Losses by layer">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Layer</th>
            {causes.map((cause) => (
              <th scope="col" key={cause} title={causeWords[cause].help}>
                {causeWords[cause].label}
                <small>% of bound</small>
              </th>
            ))}
            <th scope="col" title="Mean |spikes · ϑ − ideal activation|; causes may cancel">
              whole error<small>% of bound</small>
            </th>
            <th scope="col" title="Mean activation on ideal input">
              activity<small>% of bound</small>
            </th>
            <th scope="col" title="Activations above the upper bound">
              above<small>% of neurons</small>
            </th>
            <th scope="col" title="Neurons whose threshold is dead: left out of the other columns">
              dead<small>% of neurons</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ layer, parts, net, signal, clippedShare, deadFraction }) => (
            <tr key={layer}>
              <td>
                <b>{layer}</b>
              </td>
              {causes.map((cause) => (
                <td key={cause}>{smallPercent(parts.find((part) => part.cause === cause)?.value ?? 0)}</td>
              ))}
              <td>{smallPercent(net)}</td>
              <td>{smallPercent(signal)}</td>
              <td>{smallPercent(clippedShare)}</td>
              <td>{smallPercent(deadFraction)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
