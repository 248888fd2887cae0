/**
 * What a lesson is: short steps that are bound to live parts of the page. A lesson is data; the
 * names in it (conditions, figures, parts of the page, terms) are checked by lessons.test.ts.
 */

import type { ProgressTab, StageTab } from '../../runs/link/view-part.ts';
import type { FieldName, Settings } from '../../runs/spec/fields.ts';
import type { FigureSettings } from '../neuron/figure.ts';
import type { Cause } from '../neuron/figure-words.ts';
import type { AnchorName } from '../shared/anchor.ts';
import type { EquationId } from '../words/glossary/terms.ts';

/** A part of the page, or the row of one setting. */
export type LessonAnchor = AnchorName | `setting:${FieldName}`;

/** The settings that a step is about. They are validated as a link's are. */
export interface SetUp {
  readonly preset: string;
  readonly settings?: Partial<Settings>;
  /** Settings that the reader moves: they may have any value. */
  readonly free?: readonly FieldName[];
  /**
   * `settings` shows the network just converted, with no run on screen; `run` shows the run of
   * these settings where there is one.
   */
  readonly shows: 'settings' | 'run';
}

/** Tells when a step is done, from the state of the page alone. */
export type Condition =
  | { readonly is: 'read' }
  | { readonly is: 'predicted' }
  /** The setting has one of these values, or lies within these ends, and its score was measured. */
  | { readonly is: 'setting'; readonly field: FieldName; readonly atLeast?: number; readonly atMost?: number }
  | { readonly is: 'changed'; readonly fields: readonly FieldName[] }
  /** The score of each of these values was measured, with the other settings as they stand. */
  | { readonly is: 'tried'; readonly field: FieldName; readonly values: readonly (number | string)[] }
  /** The untuned score of the settings as they stand was measured. */
  | { readonly is: 'measured' }
  | {
      readonly is: 'neuron';
      readonly count?: number;
      readonly cause?: readonly Cause[];
      readonly timeSteps?: number;
    }
  | { readonly is: 'stageTab'; readonly tab: StageTab }
  | { readonly is: 'progressTab'; readonly tab: ProgressTab }
  | { readonly is: 'layer'; readonly name: string }
  /** So many stages of the run of the step's settings have ended. */
  | { readonly is: 'stages'; readonly atLeast: number }
  /** The run of the step's settings has finished. */
  | { readonly is: 'ran' }
  | { readonly is: 'all'; readonly of: readonly Condition[] };

export interface Option {
  readonly id: string;
  readonly words: string;
  /** The option is right when the figure lies in [from, below). */
  readonly from?: number;
  readonly below?: number;
}

/**
 * What gives the answer away, and is covered until the guess is made: the curve of the untuned
 * score, or all figures of the run on screen.
 */
export type Veil = 'untuned' | 'run';

/** A guess that is asked for before something is seen. */
export type Predict = { readonly veils?: Veil } & (
  | {
      readonly kind: 'choice';
      readonly ask: string;
      readonly options: readonly Option[];
      /** Id of the right option; null where the figure decides, or where it is an opinion. */
      readonly answer: string | null;
      readonly figure?: string;
    }
  | {
      readonly kind: 'number';
      readonly ask: string;
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly unit: string;
      /** Only the very figure is right; otherwise one stop beside it is right as well. */
      readonly exact?: true;
      readonly figure: string;
    }
);

/** Values of one setting that the panel offers as buttons. */
export interface Tries {
  readonly field: FieldName;
  readonly values: readonly (number | string)[];
}

export interface Step {
  /** Unique in its lesson, and kept for good: predictions are stored under it. */
  readonly id: string;
  readonly title: string;
  /** Short paragraphs in the markup of text.ts. */
  readonly text: readonly string[];
  readonly anchor: LessonAnchor;
  readonly setUp?: SetUp;
  /** How the figure of one neuron stands at first: not as `done` asks for it. */
  readonly neuron?: Partial<Omit<FigureSettings, 'full'>>;
  /** Tabs that are brought to the front with the settings. */
  readonly opens?: { readonly progress?: ProgressTab; readonly stage?: StageTab; readonly layer?: string };
  readonly predict?: Predict;
  readonly tries?: Tries;
  /** What to do, as a sentence; none where the step is only read. */
  readonly todo?: string;
  readonly done: Condition;
  /** Shown when the step is done. */
  readonly see?: readonly string[];
  /** A part of the page that this speaks of, and the words of the button that leads there. */
  readonly leadsTo?: { readonly anchor: LessonAnchor; readonly words: string };
  readonly why?: {
    readonly text: string;
    readonly paper: string;
    /** The term whose equation is shown with it. */
    readonly equation?: EquationId;
  };
}

export const lessonIds = ['neuron', 'steps', 'percentile', 'dip', 'price', 'diagnosis', 'chip'] as const;

export type LessonId = (typeof lessonIds)[number];

export interface Lesson {
  readonly id: LessonId;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  readonly steps: readonly Step[];
}

export function isLessonId(text: string): text is LessonId {
  return (lessonIds as readonly string[]).includes(text);
}
