import { type ImportLine, verdictWords } from '../../../exchange/models/report.ts';
import classes from '../data.module.css';
import models from './models.module.css';

/** Lists what becomes of each layer of a network's file. */
export function ReportTable({ lines }: { readonly lines: readonly ImportLine[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={classes.scroll} tabIndex={0} aria-label="Report of the import">
      <table className={models.report}>
        <thead className={classes.head}>
          <tr>
            <th scope="col">layer</th>
            <th scope="col">kind</th>
            <th scope="col">verdict</th>
            <th scope="col">what was made of it</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ layer, title, verdict, words, remedy }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, and lines never move
            <tr key={i}>
              <th scope="row" className={models.layer}>
                {layer}
              </th>
              <td>{title}</td>
              <td className={models.verdict} data-verdict={verdict}>
                {verdictWords[verdict]}
              </td>
              <td>{[words, remedy].filter(Boolean).join('. ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
