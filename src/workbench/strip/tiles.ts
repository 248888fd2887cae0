/** Fills each tile of the strip: the state of its layer, and its figures so far. */

import type { Live } from '../../runs/records/live.ts';
import type { StageReport } from '../../runs/records/report.ts';
import type { Recipe } from '../../runs/spec/methods/recipe.ts';
import type { Metric } from '../../tasks/metric.ts';
import { figure } from '../shared/format.ts';
import type { StripLayer } from './layers.ts';

export type TileState = 'analog' | 'learning' | 'spiking' | 'output';

export interface Tile {
  readonly name: string;
  readonly kernel: string;
  readonly size: string;
  readonly state: TileState;
  /** Threshold in words: `ϑ .245`, or `ϑ .21 … .30` for thresholds per channel. */
  readonly threshold: string | null;
  /** Validation score of the hybrid network up to here. */
  readonly score: string | null;
  readonly epochs: string | null;
  /** Dots of the patience counter, filled ones first; only while learning. */
  readonly patience: { readonly counter: number; readonly of: number } | null;
}

/** Writes a figure without its leading zero, since a tile has little room: `.245`, not `0.245`. */
function short(value: number): string {
  return figure(value).replace(/^0\./, '.');
}

export function thresholdWords(threshold: readonly number[]): string | null {
  const alive = threshold.filter((value) => value > 0);
  if (alive.length === 0) return threshold.length > 0 ? 'ϑ none' : null;
  const low = Math.min(...alive);
  const high = Math.max(...alive);
  return low === high ? `ϑ ${short(low)}` : `ϑ ${short(low)}–${short(high)}`;
}

/** The part of the live state that the tiles show. */
export type LiveStage = Pick<Live, 'stage' | 'layer' | 'epoch' | 'threshold' | 'patience'>;

export interface TileInput {
  readonly layers: readonly StripLayer[];
  readonly stages: readonly StageReport[];
  readonly live: LiveStage | null;
  /** The stages of the run's method. */
  readonly method: Recipe['stages'];
  /** The lead metric of the run's task. */
  readonly metric: Metric;
  /** Validation score of the spiking network; null until the run has finished. */
  readonly outcome: number | null;
  /** ϑ of each layer of the spiking network, from the report; empty until the run has finished. */
  readonly thresholds: readonly (readonly number[])[];
  /** True if the output layer has spiking neurons of its own, whose counts are the answer. */
  readonly readoutSpikes: boolean;
  /** Validation score measured last, while a run is under way. */
  readonly latest: number | null;
  readonly validationImages: number;
}

const tilesBy: Record<Recipe['stages'], (input: TileInput) => Tile[]> = {
  layers: tilesByLayer,
  whole: tilesTogether,
  none: tilesTogether,
};

export function tilesOf(input: TileInput): Tile[] {
  return tilesBy[input.method](input);
}

/**
 * Returns tiles of layers that are all in one state: analog, learning at once, spiking. Their
 * common figures stand at the end of the strip.
 */
function tilesTogether(input: TileInput): Tile[] {
  const { layers, stages, live, latest, outcome, thresholds, readoutSpikes } = input;
  const learning = live !== null && live.stage > 0 && stages.length === 0;
  const spiking = outcome !== null || stages.length > 0;
  const state = learning ? 'learning' : spiking ? 'spiking' : 'analog';
  const score = outcome ?? stages.at(-1)?.kept[input.metric.id] ?? (learning ? latest : null);
  const epochs = stages.at(-1)?.epochs ?? (learning ? live.epoch : null);
  return layers.map(({ name, kernel, size, hidden }, i) => ({
    name,
    kernel,
    size,
    state: hidden || readoutSpikes || learning ? state : 'output',
    threshold: thresholdWords(thresholds[i] ?? []),
    score: hidden ? null : scoreOf(input, score),
    epochs: hidden || epochs === null ? null : `${epochs}\u00a0ep.`,
    patience: null,
  }));
}

function scoreOf({ metric, validationImages }: TileInput, score: number | null): string | null {
  return score === null ? null : metric.write(score, validationImages);
}

function tilesByLayer(input: TileInput): Tile[] {
  const { layers, stages, live, latest, metric } = input;
  return layers.map((layer) => {
    const report = stages.find((stage) => stage.layer === layer.name);
    const learning = live?.layer === layer.name && live.stage > 0 && !report;
    const state: TileState = learning ? 'learning' : !layer.hidden ? 'output' : report ? 'spiking' : 'analog';
    const score = report ? (report.kept[metric.id] ?? null) : learning ? latest : null;
    const epochs = report ? report.epochs : learning ? live.epoch : null;
    return {
      name: layer.name,
      kernel: layer.kernel,
      size: layer.size,
      state,
      threshold: thresholdWords(report?.threshold ?? (learning ? live.threshold : [])),
      score: scoreOf(input, score),
      epochs: epochs === null ? null : `${epochs}\u00a0ep.`,
      patience: learning ? { counter: live.patience.counter, of: live.patience.patience } : null,
    };
  });
}
