/** What a run needs of the machine it is on. */
import type { OpenBackend } from '../../backends/open.ts';
import type { ReadFile } from '../../datasets/dataset.ts';
import type { Crew } from '../../engine/work/crew.ts';
import type { Known } from '../spec/known.ts';
import type { RunSpec } from '../spec/spec.ts';

export interface GatheredCrew {
  readonly crew: Crew;
  /** Ends the members; every crew gathered must be dismissed. */
  dismiss(): void;
}

export interface Surroundings {
  open(wanted: RunSpec['backend']): Promise<OpenBackend>;
  readonly read: ReadFile;
  /** Browser or Node, as it names itself. */
  readonly host: string;
  readonly engine: string;
  /** Of the machine, where it is known; else infinity. */
  readonly memoryBytes: number;
  /** Gathers the workers of a run; its backend is the one that was opened. Called once. */
  gather(spec: RunSpec): GatheredCrew;
  /** What a spec may name; the house's own where left out. */
  readonly known?: Known;
}
