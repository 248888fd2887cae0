/**
 * The contract of a kind of layer: everything that is known of it without a tensor. What computes
 * it is in `engine/layers`.
 */
import type { z } from 'zod';

/** Any record of a layer. */
export interface NamedRecord {
  readonly kind: string;
  readonly name: string;
}

/** A shape without batch: `[h, w, c]` or `[n]`. */
export type Shape = readonly number[];

/** Where a part stands in a network's notation. */
export interface NotationPlace {
  /** 1 for the first part after the input. */
  readonly part: number;
  /** 1 for the first layer with weights; counted on by this part if it has some. */
  readonly weighted: number;
  readonly last: boolean;
  /** Shape of what the part receives. */
  readonly arriving: Shape;
}

/** How a kind is written in the notation, in both directions. */
export interface KindNotation<R> {
  /** An example for whoever typed something else, as “c16s2”; null where it is none to suggest. */
  readonly example: string | null;
  /** What the part receives: images, or vectors, before which images are flattened. */
  readonly takes: 'image' | 'vector';
  /**
   * Returns what makes the record of a part at its place, or null where the part is not of this
   * kind. The maker throws a NetworkError where a number of the part cannot be.
   */
  read(part: string): ((place: NotationPlace) => R) | null;
  /** Returns the part that is read as this record, or null where no part is. */
  write(record: R): string | null;
}

interface KindBase<R extends NamedRecord> {
  /** What messages and the page call it, as “average pooling”. */
  readonly title: string;
  /**
   * Returns the shape that a record hands on when `arriving` comes to it. Throws a NetworkError
   * that names the record where it takes another shape.
   */
  handsOn(record: R, arriving: Shape): Shape;
  /** Null where the notation has no part for it. */
  readonly notation: KindNotation<R> | null;
}

/**
 * What a file holds of a part, by the version of the network file; null where that version has no
 * such kind. Each gives the part as it is today.
 */
export interface PartSchemas<P> {
  readonly 1: z.ZodType<P> | null;
  readonly 2: z.ZodType<P>;
}

/** What the chain, its cost, its checks and its files know of a part `P`, synapse or step. */
export interface PartFacts<R, P> {
  /** Returns the part of the chain that a record stands for. */
  partOf(record: R): P;
  /** Returns the record of a part, checked. Throws a NetworkError that begins with `name`. */
  recordOf(part: P, name: string): R;
  /** Shape that the part takes. */
  inputShape(part: P): Shape;
  /** Shape that the part hands on. */
  outputShape(part: P): Shape;
  readonly schemas: PartSchemas<P>;
}

/** A kind with weights, which neurons, batch norm or the output follow. */
export interface SynapseKind<R extends NamedRecord, S> extends KindBase<R>, PartFacts<R, S> {
  readonly role: 'synapse';
  /** Shape of its weights, output channels last. */
  weightShape(synapse: S): Shape;
  /**
   * Returns the outgoing connections of each input, in flatten order: those that exist, so without
   * padded positions. With `weight`, row-major, only those whose weight is not 0.
   */
  fanOut(synapse: S, weight: Float32Array | null): Float64Array;
  /** Says it in the paper's shorthand, as `16c3 s2` or `784→64`; `write` writes large numbers. */
  shorthand(synapse: S, write: (value: number) => string): string;
}

/** A linear kind without weights, between the neurons of one layer and the synapse of the next. */
export interface StepKind<R extends NamedRecord, P> extends KindBase<R>, PartFacts<R, P> {
  readonly role: 'step';
  /** Whether spikes are still spikes after it, and not fractions of spikes. */
  readonly keepsSpikes: boolean;
  /** Inputs that one output depends on. */
  inputsPerOutput(step: P): number;
  /** Values that it leaves in memory; 0 where they are another view of the ones it takes. */
  ownValues(step: P): number;
  /** Returns what each input reaches, from what each output reaches. */
  fanOut(step: P, after: Float64Array): Float64Array;
}

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
  /** Why the chain refuses it, after the record's name. */
  readonly refusal: string;
  /** What a network file holds of it. */
  readonly schema: z.ZodType<R>;
}

/** A kind that an analog network may have and that cannot be converted. */
export interface RefusedKind<R extends NamedRecord> extends KindBase<R> {
  readonly role: 'refused';
  /** Why the chain refuses it and what to choose instead, after the record's name. */
  readonly refusal: string;
}

/** All facts of a kind whose records are `R`. `P` is its part of the chain, where it has one. */
export type KindFacts<R extends NamedRecord, P = never> =
  | SynapseKind<R, P>
  | StepKind<R, P>
  | NormKind<R>
  | NeuronKind<R>
  | BackKind<R>
  | RefusedKind<R>;
