/**
 * Reads and writes the file that keeps a run at the end of a stage. It is of one engine revision:
 * another would go on to another result.
 */
import type { KeptLayer, ResumePoint } from '../../engine/conversion/resume-point.ts';
import type { LayerThreshold } from '../../engine/hybrid/threshold-layer-norm.ts';
import type { LayerValues } from '../../engine/layers/parameters.ts';
import { engineRevision } from '../../engine/revision.ts';
import type { Ends } from '../../engine/separation/ends.ts';
import {
  type ExpectedLayer,
  expectedLayers,
  layerTensors,
  readLayer,
  tensorNames,
} from '../../exchange/checkpoint-layers.ts';
import { endNames, endTensors, readEndTensors } from '../../exchange/end-tensors.ts';
import { ExchangeError, quoted } from '../../exchange/error.ts';
import { checkNoOthers, floatTensor } from '../../exchange/float-tensor.ts';
import { readMetadata } from '../../exchange/metadata.ts';
import { readNetworkFile, writeNetworkFile } from '../../exchange/network-file.ts';
import {
  readSafetensors,
  type TensorFile,
  type WrittenTensor,
  writeSafetensors,
} from '../../exchange/safetensors.ts';
import { parseNotation } from '../../networks/notation.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { z } from '../../networks/zod.ts';
import { parseReport, ReportError } from '../records/checks/report-schema.ts';
import { reportJson } from '../records/export.ts';
import type { RunReport } from '../records/report.ts';
import { stageNames } from '../spec/methods/stages.ts';
import { SpecError } from '../spec/spec.ts';
import type { Progress, Resume } from './resume.ts';

/** The reason why a run that was cut off cannot go on, in words. */
export class ResumeError extends Error {
  override readonly name = 'ResumeError';
}

const key = 'resume';
const reportKey = 'report';
const formatVersion = 1;

const schema = z.strictObject({
  format: z.literal('spikewise-resume'),
  version: z.literal(formatVersion, {
    error: ({ input }) => `must be ${formatVersion} (got ${String(input).slice(0, 20)})`,
  }),
  /** Revision of the engine that computed it. */
  engine: z.int().min(1),
  kind: z.enum(['ann', 'stage', 'network']),
  /** Spikes per neuron and step that arrive at each frozen layer; null at the first. */
  arrivalRates: z.array(z.number().min(0).nullable()),
});

type Header = z.infer<typeof schema>;

/** Returns the file of a run, whose report has the stages that have ended. */
export function writeResume(progress: Progress, report: RunReport): Uint8Array<ArrayBuffer> {
  const header: Header = {
    format: 'spikewise-resume',
    version: formatVersion,
    engine: engineRevision,
    kind: progress.kind,
    arrivalRates: progress.kind === 'stage' ? progress.point.frozen.map((layer) => layer.arrivalRate) : [],
  };
  const metadata = { [key]: JSON.stringify(header), [reportKey]: reportJson(report) };
  switch (progress.kind) {
    case 'ann':
      return writeSafetensors(withEnds(tensorsOf(progress.layers, report), progress.ends), metadata);
    case 'stage':
      return writeSafetensors(withEnds(pointTensors(progress.point, report), progress.ends), metadata);
    case 'network':
      return writeNetworkFile(progress.network, progress.network, metadata);
    default:
      return unknownKind(progress);
  }
}

function withEnds(tensors: Map<string, WrittenTensor>, ends: Ends | undefined): Map<string, WrittenTensor> {
  return ends ? new Map([...tensors, ...endTensors(ends)]) : tensors;
}

/** Returns the ends in the file of a separator. */
function endsIn(file: TensorFile, { spec }: Pick<RunReport, 'spec'>): { readonly ends?: Ends } {
  const { front } = parseNotation(spec.network);
  return front ? { ends: readEndTensors(file, front) } : {};
}

function endNamesOf({ spec }: Pick<RunReport, 'spec'>): string[] {
  return endNames(parseNotation(spec.network).front);
}

function layersOf({ spec }: Pick<RunReport, 'spec'>): ExpectedLayer[] {
  return expectedLayers(parseNotation(spec.network));
}

function tensorsOf(layers: readonly LayerValues[], report: RunReport): Map<string, WrittenTensor> {
  const tensors = layersOf(report).flatMap(({ name, weightShape }, l) =>
    layerTensors({ name, ...layers[l]! }, weightShape, 'F32'),
  );
  return new Map(tensors);
}

/** Names of the tensors that a layer has beside its parameters. */
const extra = {
  mask: 'mask',
  threshold: 'threshold',
  ofAnn: 'ann_threshold',
  bound: 'ann_upper_bound',
  mean: 'ann_mean',
};

function pointTensors({ layers, frozen, thresholds, means }: ResumePoint, report: RunReport) {
  const tensors = tensorsOf(layers, report);
  for (const [l, { name, weightShape }] of layersOf(report).entries()) {
    const add = (part: string, values: Float32Array | null | undefined, shape?: readonly number[]) => {
      if (values) tensors.set(`${name}.${part}`, { type: 'F32', shape: shape ?? [values.length], values });
    };
    add(extra.mask, layers[l]!.mask, weightShape);
    add(extra.threshold, frozen[l]?.threshold);
    add(extra.ofAnn, thresholds?.[l]?.threshold);
    add(extra.bound, thresholds?.[l]?.upperBound);
    add(extra.mean, means?.[l]);
  }
  return tensors;
}

/**
 * Reads the file of a run that was cut off. Throws {@link ResumeError} when it is damaged or of
 * another engine revision, and nothing else.
 */
export function readResume(bytes: Uint8Array): Resume {
  try {
    const file = readSafetensors(bytes);
    const header = readMetadata(file.metadata, schema, 'resume file', key);
    if (header.engine !== engineRevision)
      throw new ResumeError(
        `it was begun by engine revision ${header.engine}, and this Spikewise computes by revision ${engineRevision}; start the run again`,
      );
    const report = reportIn(file);
    return { progress: progressIn(bytes, file, header, report), report, bytes };
  } catch (error) {
    if (error instanceof ExchangeError || error instanceof ReportError || error instanceof SpecError)
      throw new ResumeError(`what was kept of the run is damaged: ${error.message}`);
    throw error;
  }
}

function reportIn({ metadata }: TensorFile): RunReport {
  const text = Object.hasOwn(metadata, reportKey) ? metadata[reportKey]! : '';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ExchangeError(`metadata “${reportKey}” is not valid JSON`);
  }
  return parseReport(value);
}

function progressIn(bytes: Uint8Array, file: TensorFile, header: Header, report: RunReport): Progress {
  const layers = layersOf(report);
  const ended = report.stages.length;
  const all = stageNames(report.spec, layers).length;
  const fits = { ann: ended === 0, stage: ended > 0 && ended < all, network: ended === all && all > 0 };
  if (!fits[header.kind] || !report.ann)
    throw new ExchangeError(`${ended} of ${all} stages have ended, which does not go with ${header.kind}`);
  if (header.arrivalRates.length !== (header.kind === 'stage' ? ended : 0))
    throw new ExchangeError(`arrivalRates has ${header.arrivalRates.length} entries for ${ended} stages`);
  switch (header.kind) {
    case 'ann':
      checkNoOthers(file, new Set([...layers.flatMap(tensorNames), ...endNamesOf(report)]));
      return {
        kind: 'ann',
        layers: layers.map((layer) => readLayer(file, layer)),
        ...endsIn(file, report),
      };
    case 'stage':
      return { kind: 'stage', point: pointIn(file, header, report, layers), ...endsIn(file, report) };
    case 'network':
      return { kind: 'network', network: readNetworkFile(bytes) };
    default:
      return unknownKind(header.kind);
  }
}

function pointIn(
  file: TensorFile,
  { arrivalRates }: Header,
  report: RunReport,
  layers: readonly ExpectedLayer[],
): ResumePoint {
  const { stages } = report;
  const hidden = layers.slice(0, -1);
  const has = (part: string) => hidden.some(({ name }) => file.tensors.has(`${name}.${part}`));
  const ofAnn = has(extra.ofAnn);
  const means = has(extra.mean);
  const expected = layers.flatMap((layer, l) => [
    ...tensorNames(layer),
    `${layer.name}.${extra.mask}`,
    ...(l < stages.length ? [`${layer.name}.${extra.threshold}`] : []),
    ...(ofAnn && l < hidden.length ? [extra.ofAnn, extra.bound].map((part) => `${layer.name}.${part}`) : []),
    ...(means && l < hidden.length ? [`${layer.name}.${extra.mean}`] : []),
  ]);
  checkNoOthers(file, new Set([...expected, ...endNamesOf(report)]));
  return {
    epochs: stages.reduce((sum, { epochs }) => sum + epochs, 0),
    frozen: arrivalRates.map((arrivalRate, l) => ({
      arrivalRate,
      threshold: thresholdIn(file, layers[l]!, extra.threshold),
    })),
    layers: layers.map((layer) => ({ ...readLayer(file, layer), mask: maskIn(file, layer) })),
    thresholds: ofAnn ? hidden.map((layer) => annThresholdIn(file, layer)) : null,
    means: means ? hidden.map(({ name, channels }) => floatTensor(file, name, extra.mean, [channels])) : null,
  };
}

function annThresholdIn(file: TensorFile, layer: ExpectedLayer): LayerThreshold {
  const threshold = thresholdIn(file, layer, extra.ofAnn);
  const upperBound = thresholdIn(file, layer, extra.bound);
  return { threshold, upperBound, dead: threshold.filter((theta) => theta === 0).length };
}

/** Returns thresholds of a layer or of its channels, which are at least 0. */
function thresholdIn(file: TensorFile, { name, channels }: ExpectedLayer, part: string): Float32Array {
  const values = floatTensor(file, name, part, [1], [channels]);
  const negative = values.findIndex((value) => value < 0);
  if (negative < 0) return values;
  throw new ExchangeError(
    `layer ${quoted(name)}: ${part} must be at least 0 (entry ${negative} is ${values[negative]})`,
  );
}

function maskIn(file: TensorFile, { name, weightShape }: ExpectedLayer): KeptLayer['mask'] {
  if (!file.tensors.has(`${name}.${extra.mask}`)) return null;
  const values = floatTensor(file, name, extra.mask, weightShape);
  const strange = values.findIndex((value) => value !== 0 && value !== 1);
  if (strange < 0) return values;
  throw new ExchangeError(
    `layer ${quoted(name)}: ${extra.mask} must be 0 or 1 (entry ${strange} is ${values[strange]})`,
  );
}
