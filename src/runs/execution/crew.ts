/**
 * Gathers a crew for a run, and runs its members: each does the same run, without reporting to
 * anyone.
 */
import { alone } from '../../engine/work/crew.ts';
import type { RunSink } from '../records/events.ts';
import { readResume } from '../resume/resume-file.ts';
import type { RunSpec } from '../spec/spec.ts';
import { createControl } from './control.ts';
import { CrewError, crewOver, meshOf } from './crew-ports.ts';
import { execute } from './execute.ts';
import { pretrainRun } from './pretrain-run.ts';
import type { GatheredCrew, Surroundings } from './surroundings.ts';

/** The work of a crew: a whole run, or its pre-training alone. */
export type Task = 'run' | 'pretrain';

/** The message that a member receives at the start. The ports are transferred. */
export interface Enlistment {
  readonly task: Task;
  /** The spec of the run; its backend is the one that the leader has opened. */
  readonly spec: RunSpec;
  readonly baseUrl: string;
  /** The file of a run that goes on (resume/resume-file.ts); null for a run that begins. */
  readonly resume: Uint8Array | null;
  readonly rank: number;
  readonly ports: readonly (MessagePort | null)[];
}

/** A worker that will become a member. */
export interface Recruit {
  enlist(enlistment: Enlistment, transfer: MessagePort[]): void;
  /** Registers a callback for when the worker breaks; it receives a reason. */
  onBroken(told: (message: string) => void): void;
  /** Called when the work is over, or another member is missing. */
  dismiss(): void;
}

/** Gathers `spec.workers` − 1 members around the caller, who leads. */
export function gatherCrew(
  { task, spec, baseUrl, resume }: Omit<Enlistment, 'rank' | 'ports'>,
  recruit: () => Recruit,
): GatheredCrew {
  if (spec.workers === 1) return { crew: alone, dismiss: () => {} };
  const mesh = meshOf(spec.workers);
  const crew = crewOver(0, mesh[0]!);
  const members: Recruit[] = [];
  const dismiss = () => {
    crew.close();
    for (const member of members) member.dismiss();
  };
  try {
    for (const [i, ports] of mesh.slice(1).entries()) {
      const member = recruit();
      members.push(member);
      member.onBroken((message) => crew.fail(`A worker of the run broke: ${message}`));
      const enlistment = { task, spec, baseUrl, resume, rank: i + 1, ports };
      member.enlist(
        enlistment,
        ports.filter((port) => port !== null),
      );
    }
  } catch (error) {
    dismiss();
    throw new CrewError(
      `Only ${members.length + 1} of ${spec.workers} workers could be started: ${(error as Error).message}`,
    );
  }
  return { crew, dismiss };
}

/** Serves in a crew until the work is over or the leader ends this worker. */
export async function serve(
  { task, spec, resume, rank, ports }: Enlistment,
  surroundings: Omit<Surroundings, 'gather' | 'keep'>,
): Promise<void> {
  const crew = crewOver(rank, ports);
  const kept = resume && readResume(resume);
  if (task === 'run') {
    const gather = () => ({ crew, dismiss: () => {} });
    const sink: RunSink = (event) => {
      if (event.type === 'runFailed') crew.giveUp(event.message);
    };
    await execute(`${rank}`, spec, { ...surroundings, gather }, createControl(), sink, kept);
    return;
  }
  try {
    await surroundings.open(spec.backend);
    await pretrainRun(spec, surroundings, crew, () => {}, kept);
  } catch (error) {
    crew.giveUp((error as Error).message);
  }
}
