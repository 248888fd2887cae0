/**
 * Lists all kinds of layers. A new kind is a file beside this one and a line here; the code that
 * computes it is a file and a line in `engine/layers`.
 */
import { unknownKind } from '../unknown-kind.ts';
import { averagePoolKind } from './average-pool.ts';
import { batchNormKind } from './batch-norm.ts';
import { conv2dKind } from './conv2d.ts';
import { denseKind } from './dense.ts';
import { flattenKind } from './flatten.ts';
import type { BackKind, KindFacts, StepKind, SynapseKind } from './kind.ts';
import { maxPoolKind } from './max-pool.ts';
import { reluKind } from './relu.ts';
import { sigmoidKind } from './sigmoid.ts';

const table = {
  conv2d: conv2dKind,
  averagePool: averagePoolKind,
  maxPool: maxPoolKind,
  flatten: flattenKind,
  dense: denseKind,
  batchNorm: batchNormKind,
  relu: reluKind,
  sigmoid: sigmoidKind,
};

type AnyKind = (typeof table)[keyof typeof table];
type RecordOf<F> = F extends { handsOn(record: infer R, arriving: never): unknown } ? R : never;
type PartOf<F> = F extends { partOf(record: never): infer P } ? P : never;

/** A record of a network, of any kind. */
export type LayerRecord = RecordOf<AnyKind>;
export type Kind = LayerRecord['kind'];
/** The weights of a layer in the chain, with their geometry. */
export type Synapse = PartOf<Extract<AnyKind, { role: 'synapse' }>>;
/** A part without weights between the neurons of one layer and the synapse of the next. */
export type Step = PartOf<Extract<AnyKind, { role: 'step' }>>;
/** A record that may follow the chain. */
export type BackRecord = RecordOf<Extract<AnyKind, { role: 'back' }>>;

type AnyFacts = KindFacts<LayerRecord, Synapse> | KindFacts<LayerRecord, Step>;

/** The facts of each kind, by the kind of its records. */
export const kinds: Readonly<Record<Kind, AnyFacts>> = table;

function lookUp(of: { readonly kind: Kind }): AnyFacts {
  return Object.hasOwn(kinds, of.kind) ? kinds[of.kind] : unknownKind(of as never);
}

/** Returns the facts of a record's kind. Throws a TypeError that names a kind that is not known. */
export function factsOf(record: LayerRecord): KindFacts<LayerRecord, Synapse | Step> {
  return lookUp(record) as KindFacts<LayerRecord, Synapse | Step>;
}

/** Returns the facts of a synapse's kind. Throws a TypeError where it is not a known synapse. */
export function synapseFacts(synapse: Synapse): SynapseKind<LayerRecord, Synapse> {
  const facts = lookUp(synapse);
  return facts.role === 'synapse'
    ? (facts as SynapseKind<LayerRecord, Synapse>)
    : unknownKind(synapse as never);
}

/** Returns the facts of a step's kind. Throws a TypeError where it is not a known step. */
export function stepFacts(step: Step): StepKind<LayerRecord, Step> {
  const facts = lookUp(step);
  return facts.role === 'step' ? (facts as StepKind<LayerRecord, Step>) : unknownKind(step as never);
}

const all = Object.values(kinds);

export const synapseKinds = all.filter(({ role }) => role === 'synapse') as SynapseKind<
  LayerRecord,
  Synapse
>[];
export const stepKinds = all.filter(({ role }) => role === 'step') as StepKind<LayerRecord, Step>[];
export const backKinds = all.filter(({ role }) => role === 'back') as BackKind<BackRecord>[];
