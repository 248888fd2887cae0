/**
 * The folder in which networks that were pre-trained from scratch are kept, if one is named: a run
 * that would train the same network takes it from there.
 */
import path from 'node:path';
import { engineRevision } from '../../src/engine/revision.ts';
import { sha256Text } from '../../src/exchange/hash.ts';
import type { KeepFile } from '../../src/runs/execution/keeper.ts';
import { fromTrained } from '../../src/runs/resume/from-trained.ts';
import type { Resume } from '../../src/runs/resume/resume.ts';
import { ResumeError, readResume } from '../../src/runs/resume/resume-file.ts';
import { pretrainingKey } from '../../src/runs/spec/pretraining-key.ts';
import type { RunSpec } from '../../src/runs/spec/spec.ts';
import { makeFolder } from './make-folder.ts';
import { bytesIn } from './resume-file.ts';
import { writeWhole } from './write-whole.ts';

/** The variable by which threads know the folder. */
export const trainedVariable = 'PTL_TRAINED';

/** Returns the file of the network that a spec trains, or null when none is kept of it. */
function fileOf(spec: RunSpec): string | null {
  const folder = process.env[trainedVariable];
  const key = pretrainingKey(spec);
  if (!folder || key === null) return null;
  const name = sha256Text(`${engineRevision} ${key}`).slice(0, 16);
  return path.join(folder, `${name}.safetensors`);
}

/**
 * Returns the run `runId` of `spec` at the end of its pre-training, when its network is in the
 * folder; null when it is not. Throws {@link ResumeError} when the file cannot be used.
 */
export async function trainedBefore(spec: RunSpec, runId: string): Promise<Resume | null> {
  const file = fileOf(spec);
  const bytes = file && (await bytesIn(file));
  if (!bytes) return null;
  try {
    const resume = readResume(bytes);
    if (pretrainingKey(resume.report.spec) !== pretrainingKey(spec))
      throw new ResumeError('it is the network of another experiment');
    return fromTrained(resume, runId, spec);
  } catch (error) {
    if (error instanceof ResumeError) throw new ResumeError(`${file}: ${error.message}; delete it`);
    throw error;
  }
}

/** Returns what keeps a run as `keep` does, and its pre-trained network in the folder as well. */
export function keepingTrained(spec: RunSpec, keep: KeepFile): KeepFile {
  const file = fileOf(spec);
  if (file === null) return keep;
  return async (kept) => {
    await keep(kept);
    // Before the first stage ends, what is kept is the pre-trained network.
    if (kept.stages > 0) return;
    await makeFolder(path.dirname(file));
    await writeWhole(file, kept.bytes);
  };
}
