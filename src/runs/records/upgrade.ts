/**
 * Upgrades what earlier versions of Spikewise wrote: specs, reports and run records of version 1
 * become those of today. Nothing is written back; values that are not of version 1 pass unchanged,
 * for the checks after it to accept or refuse. Never throws.
 */
import { presentSynapse } from '../../networks/kinds/former.ts';
import { type FieldName, fieldNames, fields } from '../spec/fields.ts';
import { findPreset } from '../spec/presets/presets.ts';
import { presentValue } from '../spec/value-text.ts';
import { reportVersion } from './report.ts';

type Json = Record<string, unknown>;

/** The engine revision of reports that do not contain one. */
const engineOfVersion1 = 1;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/**
 * Returns scores of classification from the fields of version 1; a loss that was not kept is NaN.
 */
function scoresOf(loss: unknown, accuracy: unknown): Json {
  return {
    loss: loss ?? Number.NaN,
    ...(accuracy === undefined ? {} : { accuracy }),
  };
}

/**
 * Returns the test scores; null stays null (not measured). Version 1 kept no loss of test images.
 */
function testScores(accuracy: unknown): Json | null {
  return accuracy === null || accuracy === undefined ? null : scoresOf(undefined, accuracy);
}

/**
 * Returns a spec with the settings and names of today: a setting that did not exist is its
 * preset's, a choice that was renamed has its new name, and a spec without groups is of an engine
 * that divided a batch by its workers.
 */
export function upgradeSpec(value: unknown): unknown {
  if (!isObject(value)) return value;
  const preset = typeof value.preset === 'string' ? findPreset(value.preset) : undefined;
  const former = !('groups' in value) && 'workers' in value ? { groups: value.workers } : {};
  const spec: Json = { ...preset?.settings, ...former, ...value };
  for (const name of fieldNames as readonly FieldName[])
    if (name in spec) spec[name] = presentValue(fields[name], spec[name]);
  return spec;
}

/** Returns a row of epochs of version 1 as one of today's; anything else unchanged. */
export function upgradeEpoch(value: unknown): unknown {
  if (!isObject(value) || !('validationAccuracy' in value)) return value;
  const { validationLoss, validationAccuracy, testAccuracy, ...rest } = value;
  return {
    ...rest,
    validation: scoresOf(validationLoss, validationAccuracy),
    test: testScores(testAccuracy),
  };
}

/** Returns a stage's report of version 1 as one of today's; anything else unchanged. */
export function upgradeStage(value: unknown): unknown {
  if (!isObject(value) || !('accuracyAfter' in value)) return value;
  const { accuracyBefore, accuracyAfter, lossBefore, lossAfter, testAccuracy, ...rest } = value;
  return {
    ...rest,
    converted: scoresOf(lossBefore, accuracyBefore),
    kept: scoresOf(lossAfter, accuracyAfter),
    test: testScores(testAccuracy),
  };
}

/** Returns the ANN's or SNN's figures of version 1 as today's; anything else unchanged. */
export function upgradeFigures(value: unknown): unknown {
  if (!isObject(value) || !('validationAccuracy' in value)) return value;
  const { validationAccuracy, validationLoss, testAccuracy, ...rest } = value;
  return {
    ...rest,
    validation: scoresOf(validationLoss, validationAccuracy),
    test: scoresOf(undefined, testAccuracy),
  };
}

function each(value: unknown, upgrade: (item: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(upgrade) : value;
}

/**
 * Returns a report of version 1 as one of today's, and one of today's version with the spec of
 * today; anything else unchanged.
 */
export function upgradeReport(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (value.version === reportVersion) return { ...value, spec: upgradeSpec(value.spec) };
  if (value.version !== 1) return value;
  return {
    ...value,
    version: reportVersion,
    engine: engineOfVersion1,
    spec: upgradeSpec(value.spec),
    ann: upgradeFigures(value.ann),
    stages: each(value.stages, upgradeStage),
    snn: upgradeFigures(value.snn),
    epochs: each(value.epochs, upgradeEpoch),
  };
}

/** Returns a layer with a synapse of version 1 as one of today's; anything else unchanged. */
function upgradeLayer(value: unknown): unknown {
  return isObject(value) ? { ...value, synapse: presentSynapse(value.synapse) } : value;
}

/** Returns a stored run, with or without its network, as one of today's. */
export function upgradeRecord(value: unknown): unknown {
  if (!isObject(value)) return value;
  return {
    ...value,
    spec: upgradeSpec(value.spec),
    layers: each(value.layers, upgradeLayer),
    ann: upgradeFigures(value.ann),
    stages: each(value.stages, upgradeStage),
    epochs: each(value.epochs, upgradeEpoch),
    report: upgradeReport(value.report),
  };
}
