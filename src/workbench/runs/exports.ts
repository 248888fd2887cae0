/** Saves a run as files: its report, its epochs, its network. */
import { notifications } from '@mantine/notifications';
import { metricsCsv, reportJson } from '../../runs/records/export.ts';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { taskOf } from '../../tasks/index.ts';
import { readRun } from '../store/runs.ts';
import { fileName } from './file-name.ts';

export function download(name: string, content: BlobPart, type: string): void {
  saveBlob(name, new Blob([content], { type }));
}

export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own reference by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(address));
}

export async function exportJson(id: string): Promise<void> {
  // The runs of the list lack the points of their plots.
  const run = await readRun(id);
  if (run?.report) download(fileName(run, 'json'), reportJson(run.report), 'application/json');
}

export function exportCsv(run: RunSummary): void {
  download(fileName(run, 'csv'), metricsCsv(run.epochs, taskOf(run.spec.task)), 'text/csv');
}

export async function exportNetwork(id: string): Promise<void> {
  const run = await readRun(id);
  if (run?.network)
    download(
      fileName(run, 'safetensors'),
      run.network as Uint8Array<ArrayBuffer>,
      'application/octet-stream',
    );
  else
    notifications.show({
      color: 'red',
      title: 'No network to export',
      message: 'This run kept no network file: no stage of it had ended.',
    });
}
