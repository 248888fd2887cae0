/**
 * Everything that the page knows. It is plain data; the functions that change it stand in the files
 * beside this one.
 */

import type { ReadOptions } from '../../datasets/formats/format.ts';
import { engineRevision } from '../../engine/revision.ts';
import type { NirOptions } from '../../exchange/nir/read.ts';
import type { Replacement } from '../../exchange/own-models.ts';
import type { Taken } from '../../runs/archive/read.ts';
import type { HeldModel } from '../../runs/data/held-model.ts';
import type { HeldSet } from '../../runs/data/held-set.ts';
import type { ImportedSet, ImportProgress } from '../../runs/data/import-data.ts';
import type { LinkProblem } from '../../runs/link/link.ts';
import { plainView, type StageTab, type ViewPart } from '../../runs/link/view-part.ts';
import type { MadeModel, ModelProgress, ModelReading } from '../../runs/models/import-model.ts';
import type { NirReading } from '../../runs/models/nir-reading.ts';
import type { Live } from '../../runs/records/live.ts';
import type { RunRecord } from '../../runs/records/record.ts';
import type { RunSummary, UnreadableRecord } from '../../runs/records/run-store.ts';
import type { FieldName } from '../../runs/spec/fields.ts';
import { defaultPreset } from '../../runs/spec/presets/presets.ts';
import { presetSpec, type RunSpec } from '../../runs/spec/spec.ts';
import type { SweepAxis } from '../../runs/sweep/sweep.ts';
import type { LogWords } from '../words/log-words.ts';
import type { Aside } from './switch-method.ts';
import type { ChosenProgressTab, ChosenSample } from './view/view-choices.ts';

export interface LogLine extends LogWords {
  /** Time of the page's clock, in milliseconds. */
  readonly at: number;
}

/** A setting to vary with its values as typed, `1,2,4` or `1..6`. */
export interface DraftAxis {
  readonly field: SweepAxis['field'];
  readonly text: string;
}

/** The sweep in the form, as typed; its base is the settings. */
export interface SweepDraft {
  readonly axes: readonly DraftAxis[];
  readonly seeds: string;
}

/** An imported set; `keptAt` is null for one that lasts until the page is closed. */
export interface OwnEntry extends HeldSet {
  readonly keptAt: number | null;
}

/** An imported network; `keptAt` is as with a set. */
export interface OwnModelEntry extends HeldModel {
  readonly keptAt: number | null;
}

/** A kept set or network that cannot be used. */
export interface DamagedSet {
  readonly hash: string;
  readonly bytes: number;
  readonly reason: string;
}

/** An import of a network, from the files that were given to what is to become of it. */
export type ImportingModel =
  | { readonly kind: 'modelReading'; readonly name: string; readonly progress: ModelProgress | null }
  | { readonly kind: 'modelRefused'; readonly name: string; readonly message: string }
  | {
      readonly kind: 'modelRead';
      readonly name: string;
      readonly reading: ModelReading;
      /** What becomes of max pooling; null until it is chosen. */
      readonly pooling: Replacement | null;
      /** The network that was made of the choices, where it is not the one that was asked for. */
      readonly other: MadeModel | null;
      readonly problem: string | null;
      readonly keeping: boolean;
    };

/** A NIR file, from its reading to what it is and answers. */
export type ImportingNir =
  | { readonly kind: 'nirReading'; readonly name: string; readonly share: number }
  | {
      readonly kind: 'nirRead';
      readonly name: string;
      readonly reading: NirReading;
      readonly options: Partial<NirOptions>;
    };

/** The zip of a run, from its reading to what came of it. */
export type ImportingRun =
  | { readonly kind: 'runReading'; readonly name: string }
  | { readonly kind: 'runTaken'; readonly name: string; readonly taken: Taken };

/** A file that is kept nowhere and could not be read. */
export interface FileRefused {
  readonly kind: 'fileRefused';
  readonly name: string;
  readonly message: string;
}

/** An import from the files that were given to what is to become of the set. */
export type Importing =
  | ImportingModel
  | ImportingNir
  | ImportingRun
  | FileRefused
  | { readonly kind: 'reading'; readonly name: string; readonly progress: ImportProgress | null }
  | {
      readonly kind: 'refused';
      readonly name: string;
      readonly message: string;
      readonly options: ReadOptions;
    }
  | {
      readonly kind: 'read';
      readonly set: ImportedSet;
      readonly problem: string | null;
      readonly keeping: boolean;
    };

export interface WorkbenchState {
  /** The page's view: one run, or a sweep over many. */
  readonly view: 'run' | 'sweep';
  readonly sweepDraft: SweepDraft;
  /** The sweep under way in this tab: how many cells have ended, and how many there are. */
  readonly sweepUnderWay: { readonly ended: number; readonly cells: number } | null;
  /**
   * The settings of the next run. Each is in its range; together they may still contradict each
   * other.
   */
  readonly spec: RunSpec;
  /** The settings that other methods had when they were left, for when they are chosen again. */
  readonly aside: Aside;
  /** A message for each setting whose typed text cannot be used yet. */
  readonly unfinished: Readonly<Partial<Record<FieldName, string>>>;
  /** The experiment of the link that the page was opened by, or null without one. */
  readonly link: RunSpec | null;
  /** Problems of the link that the page was opened by. */
  readonly linkProblems: readonly LinkProblem[];
  /** Revision of the engine that the link in the address was made with. */
  readonly linkEngine: number;
  /** How the link in the address wants the page to be shown. */
  readonly viewPart: ViewPart;
  /** The tab of the card with the chart; null for the one that the page chooses. */
  readonly progressTab: ChosenProgressTab | null;
  /** The tab of the panel of a layer; null for the one that the page chooses. */
  readonly stageTab: StageTab | null;
  /** The example in the panel of one image. */
  readonly sample: ChosenSample;
  /** Every run that is kept, the newest first. */
  readonly runs: readonly RunSummary[];
  /** False until the stored runs have been read. */
  readonly runsLoaded: boolean;
  /**
   * The runs that can go on where they were cut off or stopped, with the number of their stages
   * that have ended.
   */
  readonly resumable: ReadonlyMap<string, number>;
  /** Stored records that are damaged, or of a newer Spikewise. */
  readonly unreadable: readonly UnreadableRecord[];
  /** Whether a newer Spikewise has set up the storage. */
  readonly newerStorage: boolean;
  /** Names of the runs whose last state could not be stored. */
  readonly unkept: readonly string[];
  /** The reason why runs do not outlive the page, or null. */
  readonly storageProblem: string | null;
  /** Ids of runs that only the page holds: not stored yet, or not at all. */
  readonly onlyHere: ReadonlySet<string>;
  /** The imported data sets that are at hand, the newest first. */
  readonly ownSets: readonly OwnEntry[];
  /** False until the kept ones have been listed. */
  readonly ownLoaded: boolean;
  /** Kept data sets that cannot be used, with the reason. */
  readonly damagedSets: readonly DamagedSet[];
  /** The imported networks that are at hand, the newest first. */
  readonly ownModels: readonly OwnModelEntry[];
  /** False until the kept ones have been listed. */
  readonly modelsLoaded: boolean;
  /** Kept networks that cannot be used, with the reason. */
  readonly damagedModels: readonly DamagedSet[];
  /** The reason why data sets cannot be kept here, or null. */
  readonly ownProblem: string | null;
  /** Whether the dialog of the visitor's own data is open. */
  readonly dataOpen: boolean;
  /** What is being imported in the dialog, or null. */
  readonly importing: Importing | null;
  /** The run on screen. */
  readonly shown: RunRecord | null;
  /** Ids of the runs compared with it, in the order they were chosen. */
  readonly compared: readonly string[];
  /** The run under way, and the state that it has only now. Both are null when there is none. */
  readonly current: RunRecord | null;
  readonly live: Live | null;
  readonly selectedLayer: string | null;
  /**
   * True while the selection follows the layer that is trained, until another is chosen by hand.
   */
  readonly follow: boolean;
  readonly log: readonly LogLine[];
}

export const initialState: WorkbenchState = {
  view: 'run',
  sweepDraft: { axes: [{ field: 'timeSteps', text: '1,2,4,8,16,32' }], seeds: '1' },
  sweepUnderWay: null,
  spec: presetSpec(defaultPreset),
  aside: {},
  unfinished: {},
  link: null,
  linkProblems: [],
  linkEngine: engineRevision,
  viewPart: plainView,
  progressTab: null,
  stageTab: null,
  sample: { mode: 'test', index: 0, drawing: null },
  runs: [],
  runsLoaded: false,
  resumable: new Map(),
  unreadable: [],
  newerStorage: false,
  unkept: [],
  storageProblem: null,
  onlyHere: new Set(),
  ownSets: [],
  ownLoaded: false,
  damagedSets: [],
  ownModels: [],
  modelsLoaded: false,
  damagedModels: [],
  ownProblem: null,
  dataOpen: false,
  importing: null,
  shown: null,
  compared: [],
  current: null,
  live: null,
  selectedLayer: null,
  follow: true,
  log: [],
};
