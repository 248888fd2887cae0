/**
 * Writes a proof as one value of a link, and reads it:
 * `1~0.1.0~2~wasm~5f0b…~9c3d…~ns.k2-preset.0a~4_1conv1.0.8790.9610`. Scores are whole numbers, to
 * be divided by ten to the power that the curve begins with.
 */
import type { Environment } from '../records/report.ts';
import { dataDigits, type Proof, type ProofStage, traceDigits } from './proof.ts';

const format = '1';

/** Longest curve in characters, so that a link with it can still be sent. */
const longestCurve = 2400;

/** Most characters of a proof that is read. */
const longestProof = 4000;

const mostPower = 9;

const backends: readonly Environment['backend'][] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/** Returns the text of a proof; its curve is left out where it would be too long. */
export function writeProof(proof: Proof): string {
  const { software, engine, backend, data, trace, settings, curve } = proof;
  const checks = Object.entries(settings).map(([key, check]) => `${key}.${check}`);
  const drawn = writeCurve(curve);
  return [
    ...[format, software, engine, backend, trace, data ?? '', checks.join('-')],
    drawn.length > longestCurve ? '' : drawn,
  ].join('~');
}

/** Returns the power of ten that scores are multiplied by: the largest then has four digits. */
export function powerOf(curve: readonly ProofStage[]): number {
  const scores = curve.flatMap((stage) => stage.scores);
  const largest = scores.reduce((most, score) => Math.max(most, Math.abs(score)), 0);
  return Math.max(0, Math.min(mostPower, largest === 0 ? 0 : 3 - Math.floor(Math.log10(largest))));
}

function writeCurve(curve: readonly ProofStage[]): string {
  const scores = curve.flatMap((stage) => stage.scores);
  if (scores.length === 0 || !scores.every(Number.isFinite)) return '';
  const power = powerOf(curve);
  const stages = curve.map(({ stage, layer, first, scores: of }) =>
    [`${stage}${layer}`, first, ...of.map((score) => Math.round(score * 10 ** power))].join('.'),
  );
  return [power, ...stages].join('_');
}

const whole = '(?:0|[1-9]\\d{0,5})';
const pattern = new RegExp(
  [
    `^${format}`,
    '(unknown|\\d{1,4}\\.\\d{1,4}\\.\\d{1,4})',
    `(${whole})`,
    `(${backends.join('|')})`,
    `([0-9a-f]{${traceDigits}})`,
    `([0-9a-f]{${dataDigits}}|)`,
    '([a-z0-9.-]*)',
    '([A-Za-z0-9._-]*)$',
  ].join('~'),
);

/** Returns the proof that a text stands for, or null where it is none. Never throws. */
export function readProof(text: string): Proof | null {
  if (text.length > longestProof) return null;
  const found = pattern.exec(text);
  if (!found) return null;
  const [, software, engine, backend, trace, data, checks, drawn] = found;
  const settings = readChecks(checks!);
  const curve = readCurve(drawn!);
  if (!settings || !curve) return null;
  return {
    software: software!,
    engine: Number(engine),
    backend: backend as Environment['backend'],
    data: data || null,
    trace: trace!,
    settings,
    curve,
  };
}

function readChecks(text: string): Proof['settings'] | null {
  const pairs = text.split('-').map((pair) => /^([a-z][a-z0-9]*)\.([a-z0-9]{2})$/.exec(pair));
  if (!pairs.every((pair) => pair !== null)) return null;
  const settings = Object.fromEntries(pairs.map(([, key, check]) => [key!, check!]));
  return Object.keys(settings).length === pairs.length ? settings : null;
}

function readCurve(text: string): readonly ProofStage[] | null {
  if (text === '') return [];
  const [power = '', ...stages] = text.split('_');
  if (!/^\d$/.test(power) || stages.length === 0) return null;
  const read = stages.map((stage) => readStage(stage, 10 ** Number(power)));
  return read.every((stage) => stage !== null) ? read : null;
}

const stagePattern = new RegExp(`^(${whole})([A-Za-z][A-Za-z0-9]{0,19})\\.(${whole})((?:\\.-?\\d{1,15})+)$`);

function readStage(text: string, divisor: number): ProofStage | null {
  const found = stagePattern.exec(text);
  if (!found) return null;
  const [, stage, layer, first, scores] = found;
  return {
    stage: Number(stage),
    layer: layer!,
    first: Number(first),
    scores: scores!
      .slice(1)
      .split('.')
      .map((score) => Number(score) / divisor),
  };
}
