/** Shows a comparison in three views, and offers the whole of it as files. */
import { Button } from '@mantine/core';
import { IconMarkdown, IconTable, IconTex, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Segmented } from '../shared/Segmented.tsx';
import { download } from '../shared/save-file.ts';
import { WordGroup } from '../shared/word-group.tsx';
import { clearCompared } from '../store/compared.ts';
import { CompareTable } from './CompareTable.tsx';
import classes from './compare.module.css';
import type { Comparison } from './comparison.ts';
import { comparisonCsv, comparisonLatex, comparisonMarkdown } from './export.ts';
import { MethodTable } from './MethodTable.tsx';

type View = 'methods' | 'summary' | 'layers';

const views = [
  { value: 'methods', label: 'Methods' },
  { value: 'summary', label: 'Settings and outcome' },
  { value: 'layers', label: 'Layer by layer' },
] as const;

function fileName(extension: string): string {
  return `spikewise-comparison-${new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-')}.${extension}`;
}

export function ComparePanel({ comparison }: { comparison: Comparison }) {
  const [view, setView] = useState<View>('methods');
  const { columns, methods, tasksNote, readoutNote, bestNote, paired, summary, layers, layersNote } =
    comparison;
  const best = new Set(columns.flatMap(({ id, best }) => (best ? [id] : [])));
  return (
    <WordGroup>
      <div className={classes.tools}>
        <Segmented label="What to compare" value={view} options={views} onChange={setView} />
        <div className={classes.files}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconTable size={15} />}
            onClick={() => download(fileName('csv'), comparisonCsv(comparison), 'text/csv')}
          >
            CSV
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconMarkdown size={15} />}
            onClick={() => download(fileName('md'), comparisonMarkdown(comparison), 'text/markdown')}
          >
            Markdown
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconTex size={15} />}
            onClick={() => download(fileName('tex'), comparisonLatex(comparison), 'text/x-tex')}
          >
            LaTeX
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconX size={15} />}
            onClick={clearCompared}
          >
            Clear
          </Button>
        </div>
      </div>
      {tasksNote && <p className={classes.note}>{tasksNote}</p>}
      {readoutNote && <p className={classes.note}>{readoutNote}</p>}
      {view === 'layers' && layersNote && <p className={classes.note}>{layersNote}</p>}
      {view !== 'layers' && bestNote && <p className={classes.note}>{bestNote}</p>}
      {view !== 'layers' && paired.length > 0 && (
        <ul className={classes.paired} aria-label="Are the differences chance?">
          {paired.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {view === 'methods' ? (
        <MethodTable rows={methods} best={best} />
      ) : (
        <CompareTable columns={columns} groups={view === 'summary' ? summary : layers} />
      )}
    </WordGroup>
  );
}
