/** Shows NeuroBench's figures of both networks of a run, and saves them. */
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import {
  neuroBenchCsv,
  neuroBenchJson,
  neuroBenchLatex,
  neuroBenchMarkdown,
  neuroBenchNotes,
  neuroBenchRows,
  noNeuroBench,
} from '../../../runs/records/neurobench-table.ts';
import type { NetworkCost, RunReport } from '../../../runs/records/report.ts';
import { Hint } from '../../shared/Hint.tsx';
import shared from '../../shared/inspect.module.css';
import { download } from '../../shared/save-file.ts';
import { Term } from '../../words/glossary/Term.tsx';
import styles from './neurobench.module.css';
import stage from './stage.module.css';

/** A report that has come as far as its cost. */
export type CostedReport = Pick<RunReport, 'ann' | 'snn' | 'runId'> & { readonly cost: NetworkCost };

/** The files that it is saved as. */
const files = [
  { label: 'JSON', extension: 'json', type: 'application/json', write: neuroBenchJson },
  { label: 'CSV', extension: 'csv', type: 'text/csv', write: neuroBenchCsv },
  { label: 'Markdown', extension: 'md', type: 'text/markdown', write: neuroBenchMarkdown },
  { label: 'LaTeX', extension: 'tex', type: 'text/x-tex', write: neuroBenchLatex },
] as const;

export function NeuroBenchTable({
  report,
  one,
}: {
  readonly report: CostedReport;
  /** What an example is called. */
  readonly one: string;
}) {
  const rows = neuroBenchRows(report);
  return (
    <section className={styles.block} aria-label="NeuroBench">
      <div className={styles.head}>
        <h3>
          <Term id="neuroBench">NeuroBench</Term>
        </h3>
        {rows && (
          <div className={styles.files}>
            {files.map(({ label, extension, type, write }) => (
              <Button
                key={label}
                variant="default"
                size="compact-xs"
                leftSection={<IconDownload size={13} />}
                aria-label={`Save NeuroBench’s figures as ${label}`}
                onClick={() => {
                  const text = write(report);
                  if (text !== null) download(`neurobench.${extension}`, text, type);
                }}
              >
                {label}
              </Button>
            ))}
          </div>
        )}
      </div>
      {rows ? (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
          <section className={styles.scroll} tabIndex={0} aria-label="NeuroBench’s figures">
            <table className={stage.table}>
              <thead>
                <tr>
                  <th scope="col">per {one}</th>
                  <th scope="col">SNN, window</th>
                  <th scope="col">SNN, step</th>
                  <th scope="col">ANN</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ label, unit, help, snn, snnStep, ann, write }) => (
                  <tr key={label}>
                    <th scope="row">
                      <Hint label={help}>{label}</Hint>
                      {unit === 'bytes' ? ' (bytes)' : ''}
                    </th>
                    {[snn, snnStep, ann].map((value, i) => (
                      <td key={columns[i]}>{value === null ? '' : write(value)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p className={shared.caption}>{neuroBenchNotes}</p>
        </>
      ) : (
        <p className={shared.caption}>{noNeuroBench}</p>
      )}
    </section>
  );
}

const columns = ['window', 'step', 'ann'] as const;
