/** Saves the sweep as files: tables, everything, or a picture of what is on screen. */
import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBraces, IconDownload, IconPhoto, IconTable, IconTex, IconVector } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { encodeSweepLink } from '../../../runs/link/link.ts';
import type { SweepResults } from '../../../runs/sweep/sweep.ts';
import { sweepFileText } from '../../../runs/sweep/sweep-file.ts';
import { summaryCsv, tableCsv } from '../../../runs/sweep/table.ts';
import { summaryLatex } from '../../../runs/sweep/table-latex.ts';
import { readPalette } from '../../shared/palette.ts';
import { download } from '../../shared/save-file.ts';
import { enginesOf, environmentsOf } from '../machine-words.ts';
import classes from '../sweep.module.css';
import type { ShownSweep } from '../use-sweep.ts';
import { sweepTitle } from '../words.ts';
import { captionOf } from './caption.ts';
import { sweepFileName } from './file-name.ts';
import { finishPicture, type TakePicture } from './picture.ts';
import { pngOf } from './png.ts';

export interface ExportMenuProps {
  readonly shown: ShownSweep;
  readonly picture: RefObject<TakePicture | null>;
  /** True if a picture can be made of what is on screen. */
  readonly hasPicture: boolean;
}

function resultsOf({ sweep, views }: ShownSweep): SweepResults {
  return { sweep, results: views.flatMap(({ result }) => result ?? []) };
}

function captionFor(shown: ShownSweep): string[] {
  const results = shown.views.flatMap(({ result }) => result ?? []);
  const address = new URL(location.href);
  address.hash = encodeSweepLink(shown.sweep);
  const started = results.flatMap(({ report }) => report?.startedAt ?? []).toSorted();
  return captionOf({
    sweep: shown.sweep,
    title: sweepTitle(shown.sweep),
    environments: environmentsOf(shown.views),
    engines: enginesOf(shown.views),
    finished: results.filter(({ status }) => status === 'finished').length,
    ended: results.length,
    cells: shown.views.length,
    date: started.at(-1) ?? null,
    link: address.href,
  });
}

export function ExportMenu({ shown, picture, hasPicture }: ExportMenuProps) {
  const none = !shown.views.some(({ result }) => result !== null);
  const exportPicture = async (kind: 'png' | 'svg') => {
    const taken = picture.current?.();
    if (!taken) return;
    try {
      const finished = finishPicture(taken, captionFor(shown), readPalette(document.documentElement));
      if (kind === 'svg') download(sweepFileName(shown, 'svg'), finished.svg, 'image/svg+xml');
      else download(sweepFileName(shown, 'png'), await pngOf(finished), 'image/png');
    } catch (error) {
      notifications.show({
        color: 'red',
        title: 'The picture could not be made',
        message: error instanceof Error ? error.message : String(error),
      });
    }
  };
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <Button
          className={classes.export ?? ''}
          variant="subtle"
          size="compact-sm"
          aria-label="Export"
          leftSection={<IconDownload size={15} />}
          disabled={none}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconTable size={15} />}
          onClick={() => download(sweepFileName(shown, 'csv'), tableCsv(resultsOf(shown)), 'text/csv')}
        >
          Every cell (CSV)
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTable size={15} />}
          onClick={() =>
            download(sweepFileName(shown, 'means.csv'), summaryCsv(resultsOf(shown)), 'text/csv')
          }
        >
          Means over seeds (CSV)
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTex size={15} />}
          onClick={() => download(sweepFileName(shown, 'tex'), summaryLatex(resultsOf(shown)), 'text/x-tex')}
        >
          Means over seeds (LaTeX)
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBraces size={15} />}
          onClick={() =>
            download(sweepFileName(shown, 'json'), sweepFileText(resultsOf(shown)), 'application/json')
          }
        >
          Results file (JSON)
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconPhoto size={15} />}
          disabled={!hasPicture}
          onClick={() => void exportPicture('png')}
        >
          Picture of this view (PNG)
        </Menu.Item>
        <Menu.Item
          leftSection={<IconVector size={15} />}
          disabled={!hasPicture}
          onClick={() => void exportPicture('svg')}
        >
          Picture of this view (SVG)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
