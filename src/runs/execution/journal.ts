/**
 * The journal of a run: it sends the run's events and gathers from them what the report contains.
 */

import { datasetShelf } from '../../datasets/own/shelf.ts';
import type { StageEnd, StageEpoch, StageStart } from '../../engine/conversion/conversion.ts';
import type { PretrainEpoch } from '../../engine/learning/pretrain.ts';
import { engineRevision } from '../../engine/revision.ts';
import type { Pulse } from '../../engine/work/watch.ts';
import { isOwnId } from '../../exchange/own-shelf.ts';
import type { NetworkCost } from '../../networks/cost.ts';
import { frontParameters } from '../../networks/front.ts';
import { parameterCount } from '../../networks/sizes.ts';
import { unansweredWords } from '../../tasks/unanswered.ts';
import type { RunSink } from '../records/events.ts';
import {
  type AnnReport,
  type Environment,
  type EpochRow,
  type RunReport,
  reportVersion,
  type Scores,
  type SnnReport,
  type StageReport,
} from '../records/report.ts';
import { softwareVersion } from '../records/version.ts';
import { houseKnown, type Known } from '../spec/known.ts';
import { stageNames } from '../spec/methods/stages.ts';
import type { RunSpec } from '../spec/spec.ts';
import { estimate, imagesTested, type TestPass, testSecondsLeft } from './eta.ts';
import type { BuiltNetwork, LoadedExamples } from './materials.ts';
import { worseStage } from './worse-stage.ts';

export interface Journal {
  readonly send: RunSink;
  backendReady(environment: Environment): void;
  /** Returns a callback for the progress of loading `what`, in bytes. */
  loading(what: string): (loadedBytes: number, totalBytes: number) => void;
  datasetLoaded(examples: LoadedExamples): void;
  networkBuilt(start: BuiltNetwork): void;
  /** Calls `keep` before it tells anyone, so that what was seen is not lost. */
  annReady(ann: AnnReport, keep: Keep): Promise<void>;
  pulse(pulse: Pulse): void;
  /**
   * Marks that work resumed after a pulse, so that the wait between the two, for example a pause,
   * is not counted as work.
   */
  wentOn(): void;
  pretrainEpoch(epoch: PretrainEpoch): void;
  pretrainEpochs(): number;
  stageBegan(start: StageStart): void;
  stageEpoch(epoch: StageEpoch, test: Scores | null): void;
  /** Calls `keep` before it tells anyone. */
  stageEnded(
    end: StageEnd,
    test: { readonly scores: Scores | null; readonly count: number },
    fileOf: () => Uint8Array,
    keep: Keep,
  ): Promise<void>;
  warn(message: string): void;
  /** Announces that the finished network is about to be tested on these images. */
  testPass(pass: TestPass): void;
  snnMeasured(snn: SnnReport, cost: NetworkCost): void;
  report(status: RunReport['status'], failure: string | null): RunReport;
}

/** Keeps the run as far as it has come. */
export type Keep = () => Promise<void>;

/** Least time between progress events, in milliseconds. */
const progressInterval = 250;

/** Creates the journal of a run, which goes on from an `earlier` report if it was cut off. */
export function createJournal(
  runId: string,
  spec: RunSpec,
  sink: RunSink,
  known: Known = houseKnown,
  earlier: RunReport | null = null,
): Journal {
  const startedAt = earlier?.startedAt ?? new Date().toISOString();
  const resumed = earlier && [
    ...(earlier.resumed ?? []),
    { at: new Date().toISOString(), stages: earlier.stages.length },
  ];
  const secondsBefore = earlier?.seconds ?? 0;
  const began = performance.now();
  const epochs: EpochRow[] = [...(earlier?.epochs ?? [])];
  const stages: StageReport[] = [...(earlier?.stages ?? [])];
  const warnings: string[] = [...(earlier?.warnings ?? [])];
  let environment: Environment | null = null;
  let start: BuiltNetwork | null = null;
  let data: RunReport['data'] = { name: spec.dataset, train: 0, validation: 0, test: 0, sha256: null };
  let ann: AnnReport | null = earlier?.ann ?? null;
  let snn: SnnReport | null = null;
  let cost: NetworkCost | null = null;
  let position = { stage: 0, epoch: 0 };
  let epochBegan = began;
  let stageBeganAt = began;
  let lastPulse = began;
  let lastProgress = 0;
  let smoothed = 0;
  let testing: TestPass | null = null;
  let testSpent = 0;

  const secondsSince = (mark: number) => (performance.now() - mark) / 1000;
  const addRow = (row: EpochRow) => {
    epochs.push(row);
    sink({ type: 'epoch', row });
    epochBegan = performance.now();
  };

  const warn = (message: string) => {
    warnings.push(message);
    sink({ type: 'warning', message });
  };
  /** Adds warnings and returns what tells them: what is kept in between has them too. */
  const addWarnings = (messages: readonly string[]) => {
    warnings.push(...messages);
    return () => {
      for (const message of messages) sink({ type: 'warning', message });
    };
  };
  /** Places whose examples without an answer were told of already. */
  const told = new Set<string>();
  /** Returns a warning, once for each place, when its scores count examples without an answer. */
  const unanswered = (place: string, scores: Scores | null, examples: number): readonly string[] => {
    const words = scores && unansweredWords(scores, examples);
    if (!words || told.has(place)) return [];
    told.add(place);
    return [`${place}: ${words}`];
  };
  const tellUnanswered = (...of: Parameters<typeof unanswered>) => unanswered(...of).forEach(warn);

  if (earlier) sink({ type: 'runWentOn', report: { ...earlier, spec } });
  else sink({ type: 'runBegan', runId, spec, startedAt });
  return {
    send: sink,
    backendReady: (opened) => {
      environment = opened;
      sink({ type: 'backendReady', environment: opened });
    },
    loading: (what) => (loadedBytes, totalBytes) => sink({ type: 'loading', what, loadedBytes, totalBytes }),
    datasetLoaded: (examples) => {
      const file = isOwnId(spec.dataset) ? datasetShelf.sourceOf(spec.dataset) : null;
      data = {
        name: examples.name,
        train: examples.train.count,
        validation: examples.validation.count,
        test: examples.test.count,
        sha256: examples.sha256,
        ...(examples.normalisation ? { normalisation: examples.normalisation } : {}),
        ...(file && { file }),
      };
      const { sha256: _, file: _file, ...told } = data;
      sink({ type: 'datasetLoaded', ...told });
    },
    networkBuilt: (built) => {
      start = built;
      const parameters = parameterCount(built.layers) + (built.front ? frontParameters(built.front) : 0);
      sink({ type: 'networkBuilt', layers: built.layers, parameters });
    },
    annReady: async (measured, keep) => {
      ann = measured;
      const tellWarnings = addWarnings([
        ...unanswered('ANN, validation', measured.validation, data.validation),
        ...unanswered('ANN, test', measured.test, measured.testCount),
      ]);
      await keep();
      sink({ type: 'annReady', ann: measured });
      tellWarnings();
    },
    pulse: ({ phase, batch, batches }) => {
      const now = performance.now();
      const took = now - lastPulse;
      lastPulse = now;
      smoothed = batch <= 1 ? took : 0.8 * smoothed + 0.2 * took;
      testSpent += took / 1000;
      if (now - lastProgress < progressInterval && batch < batches) return;
      lastProgress = now;
      const progress = { phase, ...position, batch, batches, millisecondsPerBatch: smoothed };
      if (!testing) {
        sink({ type: 'progress', ...progress });
        return;
      }
      const share = batch / batches;
      const tested = { images: imagesTested(testing, share), all: testing.all };
      sink({ type: 'progress', ...progress, tested });
      sink({ type: 'eta', epochSeconds: null, totalSeconds: testSecondsLeft(testing, share, testSpent) });
    },
    wentOn: () => {
      lastPulse = performance.now();
    },
    pretrainEpoch: (epoch) => {
      position = { stage: 0, epoch: epoch.epoch + 1 };
      const seconds = secondsSince(epochBegan);
      addRow({
        stage: 0,
        layer: 'ann',
        epoch: epoch.epoch,
        learningRate: epoch.learningRate,
        trainLoss: epoch.trainLoss,
        validation: epoch.validation,
        test: null,
        patienceCounter: null,
        seconds,
      });
    },
    pretrainEpochs: () => epochs.filter((row) => row.stage === 0).length,
    stageBegan: ({ stage, layer, threshold, diagnostics }) => {
      position = { stage, epoch: 0 };
      stageBeganAt = epochBegan;
      sink({
        type: 'stageBegan',
        stage,
        layer,
        threshold: [...(threshold?.threshold ?? [])],
        upperBound: [...(threshold?.upperBound ?? [])],
        deadChannels: threshold?.dead ?? 0,
        diagnostics,
      });
      if (threshold && threshold.dead > 0) {
        const { dead, threshold: all } = threshold;
        warn(
          `${layer}: ${dead} of ${all.length} thresholds are dead (no activation above zero) and never fire`,
        );
      }
    },
    stageEpoch: ({ stage, layer, epoch, learningRate, trainLoss, validation, scheduler, memory }, test) => {
      position = { stage, epoch: epoch + 1 };
      const seconds = secondsSince(epochBegan);
      addRow({
        stage,
        layer,
        epoch,
        learningRate,
        trainLoss,
        validation,
        test,
        patienceCounter: scheduler.counter,
        seconds,
      });
      tellUnanswered(`stage ${stage} · ${layer}, validation`, validation, data.validation);
      const { counter, bestEpoch, improved } = scheduler;
      sink({ type: 'memory', stage, epoch, use: memory });
      sink({ type: 'scheduler', stage, epoch, counter, patience: spec.patience, bestEpoch, improved });
      if (epoch === 0) return;
      const settings = {
        stages: stageNames(spec, start?.layers ?? [], known.methods).length,
        patience: spec.patience,
        maxStageEpochs: spec.maxStageEpochs,
      };
      const finished = stages.map((report) => report.epochs);
      const remaining = estimate(settings, {
        stage,
        finished,
        current: epoch,
        counter,
        epochSeconds: seconds,
      });
      sink({
        type: 'eta',
        ...remaining,
        ...(scheduler.ended && stage === settings.stages ? { totalSeconds: 0 } : {}),
      });
    },
    stageEnded: async (end, { scores: test, count: testCount }, fileOf, keep) => {
      const report: StageReport = {
        stage: end.stage,
        layer: end.layer,
        threshold: [...(end.threshold?.threshold ?? [])],
        upperBound: [...(end.threshold?.upperBound ?? [])],
        deadChannels: end.threshold?.dead ?? 0,
        converted: end.before,
        kept: end.after,
        test,
        testCount,
        epochs: end.scheduler.epoch,
        bestEpoch: end.scheduler.bestEpoch,
        endedBy: end.scheduler.ended ?? 'maxEpochs',
        seconds: secondsSince(stageBeganAt),
        before: end.diagnosticsBefore,
        after: end.diagnosticsAfter,
      };
      stages.push(report);
      const worse = worseStage(end, spec);
      const tellWarnings = addWarnings([
        ...unanswered(`stage ${end.stage} · ${end.layer}, test`, test, testCount),
        ...(worse ? [worse] : []),
      ]);
      await keep();
      // After keeping: the two files of a large network need not be held together.
      sink({ type: 'stageEnded', report, network: fileOf() });
      tellWarnings();
      epochBegan = performance.now();
    },
    warn,
    testPass: (pass) => {
      testing = pass;
      testSpent = 0;
      lastPulse = performance.now();
    },
    snnMeasured: (measured, measuredCost) => {
      snn = measured;
      cost = measuredCost;
      tellUnanswered('SNN, validation', measured.validation, data.validation);
      tellUnanswered('SNN, test', measured.test, measured.testCount);
    },
    report: (status, failure) => ({
      version: reportVersion,
      engine: engineRevision,
      software: softwareVersion,
      runId,
      status,
      failure,
      spec,
      seed: spec.seed,
      backend: environment?.backend ?? null,
      environment,
      startedAt,
      ...(resumed ? { resumed } : {}),
      seconds: secondsBefore + secondsSince(began),
      checkpoint: start?.checkpoint ?? null,
      data,
      ann,
      stages: [...stages],
      snn,
      cost,
      epochs: [...epochs],
      warnings: [...warnings],
    }),
  };
}
