/**
 * The contract of a kind of layer: everything that is known of it without a tensor. The code that
 * computes it is in `engine/layers`.
 */
import type { Front } from '../front.ts';
import type { z } from '../zod.ts';

/** Any record of a layer. */
export interface NamedRecord {
  readonly kind: string;
  readonly name: string;
}

/** A shape without batch: `[h, w, c]` or `[n]`. */
export type Shape = readonly number[];

/** The place of a part in a network's notation. */
export interface NotationPlace {
  /** The encoder that stands before the layers; left out where the network has none. */
  readonly front?: Front | undefined;
  /** The number of the part, 1 for the first part after the input. */
  readonly part: number;
  /** The number of the next layer with weights, 1 for the first; a part with weights takes it. */
  readonly weighted: number;
  readonly last: boolean;
  /** Shape that the part receives. */
  readonly arriving: Shape;
}

/** Reads and writes a kind in the notation. */
export interface KindNotation<R> {
  /** An example for error messages, as “c16s2”, or null when none is to be suggested. */
  readonly example: string | null;
  /**
   * Whether the part receives images or vectors. Images are flattened before a part that takes
   * vectors.
   */
  readonly takes: 'image' | 'vector';
  /**
   * Returns a function that makes the record of a part at its place, or null when the part is not
   * of this kind. That function throws a NetworkError when a number of the part is not allowed.
   */
  read(part: string): ((place: NotationPlace) => R) | null;
  /** Returns the part that reads as this record, or null when there is none. */
  write(record: R): string | null;
}

interface KindBase<R extends NamedRecord> {
  /** The name of the kind in messages and on the page, as “average pooling”. */
  readonly title: string;
  /**
   * Returns the shape that a record hands on when it receives `arriving`. Throws a NetworkError
   * that names the record when it takes another shape.
   */
  handsOn(record: R, arriving: Shape): Shape;
  /** The notation of the kind, or null when the notation has no part for it. */
  readonly notation: KindNotation<R> | null;
}

/**
 * Schemas of a part in a network file, by the version of the file; null when that version has no
 * such kind. Each schema parses to the part as it is today.
 */
export interface PartSchemas<P> {
  readonly 1: z.ZodType<P> | null;
  readonly 2: z.ZodType<P>;
}

/**
 * The facts that the chain, its cost, its checks and its files use of a part `P`, synapse or step.
 */
export interface PartFacts<R, P> {
  /** Returns the part of the chain that a record stands for. */
  partOf(record: R): P;
  /** Returns the record of a part, checked. Throws a NetworkError that begins with `name`. */
  recordOf(part: P, name: string): R;
  /** Returns the shape that the part takes. */
  inputShape(part: P): Shape;
  /** Returns the shape that the part hands on. */
  outputShape(part: P): Shape;
  readonly schemas: PartSchemas<P>;
}

/** A kind with weights. Neurons, batch norm or the output follow it. */
export interface SynapseKind<R extends NamedRecord, S> extends KindBase<R>, PartFacts<R, S> {
  readonly role: 'synapse';
  /** Returns the shape of its weights, output channels last. */
  weightShape(synapse: S): Shape;
  /**
   * Returns how many outgoing connections each input has, in flatten order. Padded positions are
   * not counted. With `weight`, row-major, only connections whose weight is not 0 are counted.
   */
  fanOut(synapse: S, weight: Float32Array | null): Float64Array;
  /** Returns the number of connections that exist: the sum of `fanOut` without a weight. */
  connections(synapse: S): number;
  /**
   * Writes the synapse in the paper's shorthand, as `16c3 s2` or `784→64`; `write` writes large
   * numbers.
   */
  shorthand(synapse: S, write: (value: number) => string): string;
}

interface StepBase<R extends NamedRecord, P> extends KindBase<R>, PartFacts<R, P> {
  readonly role: 'step';
  /** Whether spikes are still spikes after it, and not fractions of spikes. */
  readonly keepsSpikes: boolean;
  /** Returns how many inputs of a neuron one weight behind it stands for. */
  inputsPerOutput(step: P): number;
  /** Returns how many values it adds to memory: 0 when its output is another view of its input. */
  ownValues(step: P): number;
}

/** A linear step: what its inputs cause adds up. */
export interface LinearStepKind<R extends NamedRecord, P> extends StepBase<R, P> {
  readonly linear: true;
  /**
   * Returns the number of connections that each input reaches, given the number that each output
   * reaches.
   */
  fanOut(step: P, after: Float64Array): Float64Array;
}

/**
 * A step that hands on one of its inputs. It needs their counts over the whole window, so the
 * neurons before it fire after theirs, and their trains are sorted.
 */
export interface ChoosingStepKind<R extends NamedRecord, P> extends StepBase<R, P> {
  readonly linear: false;
  /** Returns what goes on of the values of one example, in flatten order. */
  choose(step: P, values: ArrayLike<number>): Float64Array;
}

/** A kind without weights, between the neurons of one layer and the synapse of the next. */
export type StepKind<R extends NamedRecord, P> = LinearStepKind<R, P> | ChoosingStepKind<R, P>;

export interface BatchNormSettings {
  readonly epsilon: number;
  /**
   * Share of the batch statistic in the running one: running = (1 − momentum)·old + momentum·new.
   */
  readonly momentum: number;
}

/** A normalisation that is folded into the weights before it. */
export interface NormKind<R extends NamedRecord> extends KindBase<R> {
  readonly role: 'norm';
  settings(record: R): BatchNormSettings;
}

/** The activation whose place spiking neurons take. */
export interface NeuronKind<R extends NamedRecord> extends KindBase<R> {
  readonly role: 'neurons';
}

/** A kind that stays analog and may only follow the chain. */
export interface BackKind<R extends NamedRecord> extends KindBase<R> {
  readonly role: 'back';
  /** The reason that the chain gives for refusing it, written after the record's name. */
  readonly refusal: string;
  /** Schema of its record in a network file. */
  readonly schema: z.ZodType<R>;
}

/** All facts of a kind whose records are `R`. `P` is its part of the chain, if it has one. */
export type KindFacts<R extends NamedRecord, P = never> =
  | SynapseKind<R, P>
  | StepKind<R, P>
  | NormKind<R>
  | NeuronKind<R>
  | BackKind<R>;
