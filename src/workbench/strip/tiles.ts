/**
 * What each tile of the strip says: the state of its layer and the figures it has earned so far.
 */

import type { Live } from '../../runs/records/live.ts';
import type { StageReport } from '../../runs/records/report.ts';
import type { Recipe } from '../../runs/spec/methods/recipe.ts';
import { figure, percent } from '../shared/format.ts';
import type { StripLayer } from './layers.ts';

export type TileState = 'analog' | 'learning' | 'spiking' | 'output';

export interface Tile {
  readonly name: string;
  readonly kernel: string;
  readonly size: string;
  readonly state: TileState;
  /** `ϑ .245`, or `ϑ .21 … .30` for thresholds per channel. */
  readonly threshold: string | null;
  /** Validation accuracy of the hybrid network up to here. */
  readonly accuracy: string | null;
  readonly epochs: string | null;
  /** Dots of the patience counter, filled ones first; only while learning. */
  readonly patience: { readonly counter: number; readonly of: number } | null;
}

/** A tile has room for one figure: `.245`, not `0.245`. */
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
  /** Of the run's method. */
  readonly method: Recipe['stages'];
  /** Validation accuracy of the spiking network; null until the run has come to its end. */
  readonly outcome: number | null;
  /**
   * ϑ of each layer of the spiking network, from the report; empty until the run has come to its
   * end.
   */
  readonly thresholds: readonly (readonly number[])[];
  /** The output layer has spiking neurons of its own: their counts are the answer. */
  readonly readoutSpikes: boolean;
  /** Validation accuracy measured last, while a run is under way. */
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
 * All layers in one state: analog, learning at once, spiking. What they have earned together stands
 * at the end of the strip.
 */
function tilesTogether(input: TileInput): Tile[] {
  const { layers, stages, live, latest, outcome, thresholds, readoutSpikes, validationImages } = input;
  const learning = live !== null && live.stage > 0 && stages.length === 0;
  const spiking = outcome !== null || stages.length > 0;
  const state = learning ? 'learning' : spiking ? 'spiking' : 'analog';
  const accuracy = outcome ?? stages.at(-1)?.accuracyAfter ?? (learning ? latest : null);
  const epochs = stages.at(-1)?.epochs ?? (learning ? live.epoch : null);
  return layers.map(({ name, kernel, size, hidden }, i) => ({
    name,
    kernel,
    size,
    state: hidden || readoutSpikes || learning ? state : 'output',
    threshold: thresholdWords(thresholds[i] ?? []),
    accuracy: hidden || accuracy === null ? null : percent(accuracy, validationImages),
    epochs: hidden || epochs === null ? null : `${epochs}\u00a0ep.`,
    patience: null,
  }));
}

function tilesByLayer({ layers, stages, live, latest, validationImages }: TileInput): Tile[] {
  return layers.map((layer) => {
    const report = stages.find((stage) => stage.layer === layer.name);
    const learning = live?.layer === layer.name && live.stage > 0 && !report;
    const state: TileState = learning ? 'learning' : !layer.hidden ? 'output' : report ? 'spiking' : 'analog';
    const accuracy = report ? report.accuracyAfter : learning ? latest : null;
    const epochs = report ? report.epochs : learning ? live.epoch : null;
    return {
      name: layer.name,
      kernel: layer.kernel,
      size: layer.size,
      state,
      threshold: thresholdWords(report?.threshold ?? (learning ? live.threshold : [])),
      accuracy: accuracy === null ? null : percent(accuracy, validationImages),
      epochs: epochs === null ? null : `${epochs}\u00a0ep.`,
      patience: learning ? { counter: live.patience.counter, of: live.patience.patience } : null,
    };
  });
}
