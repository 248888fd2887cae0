/**
 * Saves a run as files: its report, its epochs, its network, the words for a paper, or all of it as
 * one zip. What writes the larger ones is loaded when they are asked for.
 */
import { notifications } from '@mantine/notifications';
import { modelShelf } from '../../exchange/own-models.ts';
import { originOf } from '../../runs/inspection/origin.ts';
import type { AnnForm } from '../../runs/inspection/simulation.ts';
import { metricsCsv, reportJson } from '../../runs/records/export.ts';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { ownModelOf, startsFromOwn } from '../../runs/spec/start-network.ts';
import { taskOf } from '../../tasks/index.ts';
import { toAnn, toNir } from '../clients/simulation-client.ts';
import { download } from '../shared/save-file.ts';
import { readRun } from '../store/runs.ts';
import { fileName } from './file-name.ts';

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

/**
 * Saves the whole run as one zip, which “Import” opens again, with the imported network that it
 * started from.
 */
export async function exportZip(id: string): Promise<void> {
  const run = await readRun(id);
  if (!run?.report) return;
  const { runZip } = await import('../../runs/archive/run-zip.ts');
  const { spec } = run.report;
  const own = await ownModelOf(spec)
    ?.read()
    .catch(() => null);
  if (!own && startsFromOwn(spec))
    notifications.show({
      title: 'Saved without the network that it started from',
      message: `${modelShelf.missingWords(spec.model)}. The zip names it by its hash alone.`,
    });
  download(fileName(run, 'zip'), runZip({ ...run, report: run.report }, own ?? null), 'application/zip');
}

const annWords: Readonly<Record<AnnForm, string>> = {
  tfjs: 'No TensorFlow.js model',
  onnx: 'No ONNX file',
};

/** Saves the analog network that a run started from. */
export async function exportAnn(run: RunSummary, form: AnnForm): Promise<void> {
  const outcome = await toAnn(originOf(run.spec), form, fileName(run, 'ann'));
  if (outcome === null) return;
  if (!outcome.ok) {
    notifications.show({ color: 'red', title: annWords[form], message: outcome.message });
    return;
  }
  for (const { name, content } of outcome.value) download(name, content, 'application/octet-stream');
}

/** Saves the network as NIR, and beside it the conformance card. */
export async function exportNir(id: string): Promise<void> {
  const run = await readRun(id);
  const outcome = run?.network
    ? await toNir(run.network)
    : ({ ok: false, message: 'This run kept no network file: no stage of it had ended.' } as const);
  if (outcome === null) return;
  if (!outcome.ok) {
    notifications.show({ color: 'red', title: 'No NIR file', message: outcome.message });
    return;
  }
  download(fileName(run!, 'nir'), outcome.value.nir, 'application/x-hdf5');
  download(fileName(run!, 'card.json'), outcome.value.card, 'application/json');
}

/** Saves the paragraph that a paper says of the run, with its references. */
export async function exportMethods(id: string): Promise<void> {
  const run = await readRun(id);
  if (!run?.report) return;
  const [{ methodsText }, { bibtex }] = await Promise.all([
    import('../../runs/records/paper/methods-text.ts'),
    import('../../runs/records/paper/bibtex.ts'),
  ]);
  download(fileName(run, 'methods.txt'), `${methodsText(run.report)}\n${bibtex(run.report)}`, 'text/plain');
}

/** Saves the table of the stages for LaTeX. */
export async function exportLatex(id: string): Promise<void> {
  const run = await readRun(id);
  if (!run?.report) return;
  const { stagesLatex } = await import('../../runs/records/paper/stage-table.ts');
  download(fileName(run, 'tex'), stagesLatex(run.report), 'application/x-tex');
}
