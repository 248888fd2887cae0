/**
 * Listens to a conversion for a run: writes its events into the journal, and measures the test set
 * if the spec asks for it.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConversionListener, StageEpoch } from '../../engine/conversion/conversion.ts';
import type { ExampleSet } from '../../engine/examples/example-set.ts';
import { ownBlocks } from '../../engine/examples/examples.ts';
import { measure } from '../../engine/objectives/measure.ts';
import type { Objective } from '../../engine/objectives/objective.ts';
import type { SpikingNetwork } from '../../engine/spiking/spiking-network.ts';
import type { Crew } from '../../engine/work/crew.ts';
import type { Watch } from '../../engine/work/watch.ts';
import type { Scores } from '../../tasks/metric.ts';
import type { RunSpec } from '../spec/spec.ts';
import type { RunControl } from './control.ts';
import type { Journal } from './journal.ts';
import type { Keeper } from './keeper.ts';

type PotentialsOf = Parameters<ConversionListener['epoch']>[1];

export interface ListenerSetting {
  /** The images measured at stage ends; no choice depends on them. */
  readonly test: ExampleSet;
  readonly objective: Objective;
  /** Returns the network file of a network at the end of a stage. */
  fileOf(network: SpikingNetwork): Uint8Array<ArrayBuffer>;
  readonly control: RunControl;
  readonly keeper: Keeper;
  readonly journal: Journal;
  readonly watch: Watch;
  readonly crew: Crew;
}

export function conversionListener(
  spec: RunSpec,
  { test, objective, fileOf, control, keeper, journal, watch, crew }: ListenerSetting,
): ConversionListener {
  const testScores = async (potentialsOf: PotentialsOf): Promise<Scores | null> => {
    if (test.count === 0) return null;
    const options = { objective, batchSize: spec.batchSize, phase: 'testing' as const, watch, crew };
    return measure(
      ({ value }) => potentialsOf(value as Tensor4D),
      ownBlocks(test, spec.batchSize, crew),
      options,
    );
  };
  return {
    stageBegan: (start) => journal.stageBegan(start),
    epoch: async (epoch: StageEpoch, potentialsOf) => {
      journal.stageEpoch(epoch, spec.testEachEpoch ? await testScores(potentialsOf) : null);
      if (epoch.epoch > 0) control.boundary('epoch');
    },
    stageEnded: async (end, potentialsOf) => {
      const scores = await testScores(potentialsOf);
      const measured = { scores, count: test.count };
      await journal.stageEnded(
        end,
        measured,
        () => fileOf(end.network),
        () => keeper.stage(end),
      );
      control.boundary('stage');
    },
  };
}
