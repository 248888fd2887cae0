/** Keeps a run at the end of pre-training and of each stage, so that it can go on from there. */
import type { StageEnd } from '../../engine/conversion/conversion.ts';
import { type LayerParameters, readValues } from '../../engine/layers/parameters.ts';
import type { NetworkPurpose } from '../../exchange/network-file.ts';
import type { Progress } from '../resume/resume.ts';
import { writeResume } from '../resume/resume-file.ts';
import type { Journal } from './journal.ts';

/** A file to be kept, and how many stages had ended. */
export interface KeptFile {
  readonly runId: string;
  readonly stages: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Keeps the file of a run in place of the one before; rejects when it cannot. */
export type KeepFile = (file: KeptFile) => Promise<void>;

export interface Keeper {
  /** Keeps the analog network that was trained from scratch. */
  ann(parameters: readonly LayerParameters[]): Promise<void>;
  stage(end: StageEnd): Promise<void>;
}

/**
 * Creates the keeper of a run. A run whose file cannot be kept goes on, with one warning. Members
 * of a crew that do not lead have no `keepFile`, and keep nothing.
 */
export function createKeeper(
  keepFile: KeepFile | undefined,
  runId: string,
  journal: Journal,
  purpose: NetworkPurpose,
): Keeper {
  let warned = false;
  const keep = async (progress: () => Promise<Progress>, where: string) => {
    if (!keepFile) return;
    // What can't be read of the network ends the run, as it does anywhere else.
    const reached = await progress();
    try {
      const report = journal.report('stopped', null);
      await keepFile({ runId, stages: report.stages.length, bytes: writeResume(reached, report) });
    } catch (error) {
      if (!warned)
        journal.warn(
          `${where} could not be kept, so that a run that is cut off now computes it again: ${(error as Error).message}`,
        );
      warned = true;
    }
  };
  return {
    ann: (parameters) =>
      keep(
        async () => ({
          kind: 'ann',
          layers: await Promise.all(parameters.map(readValues)),
          ends: purpose.ends,
        }),
        'The pre-trained network',
      ),
    stage: ({ stage, layer, network, resumePoint }) =>
      keep(
        async () =>
          resumePoint
            ? { kind: 'stage', point: await resumePoint(), ends: purpose.ends }
            : { kind: 'network', network: { ...network, ...purpose } },
        `The end of stage ${stage} (${layer})`,
      ),
  };
}
