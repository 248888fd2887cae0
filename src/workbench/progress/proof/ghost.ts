/** Turns the curve of a proof into epochs, which the chart lays over a run as it does others. */
import type { Proof } from '../../../runs/proof/proof.ts';
import type { EpochRow } from '../../../runs/records/report.ts';

/** Returns an epoch for each score. They have the lead score alone: no loss, rate or time. */
export function ghostEpochs({ curve }: Proof, lead: string): readonly EpochRow[] {
  return curve.flatMap(({ stage, layer, first, scores }) =>
    scores.map((score, i) => ({
      ...{ stage, layer, epoch: first + i },
      ...{ learningRate: null, trainLoss: null, test: null, patienceCounter: null, seconds: 0 },
      validation: { loss: Number.NaN, [lead]: score },
    })),
  );
}
