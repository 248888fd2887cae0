/** The services that a run needs of the machine it is on. */
import type { OpenBackend } from '../../backends/open.ts';
import type { ReadFile } from '../../datasets/dataset.ts';
import type { Crew } from '../../engine/work/crew.ts';
import type { Known } from '../spec/known.ts';
import type { RunSpec } from '../spec/spec.ts';
import type { KeepFile } from './keeper.ts';

export interface GatheredCrew {
  readonly crew: Crew;
  /** Ends the members, or leaves them to end with the leader; every crew gathered is dismissed. */
  dismiss(): void;
}

export interface Surroundings {
  open(wanted: RunSpec['backend']): Promise<OpenBackend>;
  readonly read: ReadFile;
  /** Name of the browser or of Node, as it names itself. */
  readonly host: string;
  readonly engine: string;
  /** Memory of the machine in bytes if it is known; infinity otherwise. */
  readonly memoryBytes: number;
  /**
   * Bytes that a run may not exceed; by default `memoryBytes`. Browsers tell the memory only up to
   * a bound: what lies at the bound limits nothing.
   */
  readonly mostBytes?: number;
  /**
   * Gathers the workers of a run, whose backend is the one that was opened; `resume` is the file of
   * a run that goes on. Called once.
   */
  gather(spec: RunSpec, resume: Uint8Array | null): GatheredCrew;
  /** Keeps runs that may be cut off; left out where nothing can be kept. */
  readonly keep?: KeepFile;
  /** The methods and data sets that a spec may name; the house's own by default. */
  readonly known?: Known;
}
