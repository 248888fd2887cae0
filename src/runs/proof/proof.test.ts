/** Tests that a proof survives its text, that damaged ones are refused, and what one judges. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { RunReport } from '../records/report.ts';
import { finishedRecord } from '../testing/stored-run.ts';
import { judge } from './judge.ts';
import { type Proof, traceDigits } from './proof.ts';
import { readProof, writeProof } from './proof-text.ts';
import { proofOf } from './prove.ts';

const report: RunReport = {
  ...finishedRecord({ spec: { timeSteps: 4, patience: 2 } }).report!,
  software: '0.1.0',
};
const proof = proofOf(report)!;

/** Returns the report with another score of one epoch. */
function withScore(accuracy: number): RunReport {
  const [first, ...rest] = report.epochs;
  return { ...report, epochs: [{ ...first!, validation: { loss: 0.1, accuracy } }, ...rest] };
}

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const curves = fc
  .array(
    fc.record({
      stage: fc.nat(40),
      layer: fc.constantFrom('ann', 'conv1', 'fc3', 'output'),
      first: fc.nat(1),
      scores: fc.array(fc.integer({ min: -9999, max: 9999 }), { minLength: 1, maxLength: 30 }),
    }),
    { maxLength: 8 },
  )
  .chain((stages) =>
    fc.integer({ min: 0, max: 6 }).map((power) =>
      stages.map((stage) => ({
        ...stage,
        scores: stage.scores.map((score) => score / 10 ** power),
      })),
    ),
  );
const proofs: fc.Arbitrary<Proof> = fc.record({
  software: fc.constantFrom('unknown', '0.1.0', '12.3.456'),
  engine: fc.nat(99),
  backend: fc.constantFrom('webgpu', 'webgl', 'wasm', 'cpu'),
  data: fc.option(hex(8)),
  trace: hex(traceDigits),
  settings: fc
    .dictionary(fc.stringMatching(/^[a-z]{1,9}$/), fc.stringMatching(/^[a-z0-9]{2}$/), { maxKeys: 40 })
    .map((settings) => ({ preset: 'ab', ...settings })),
  curve: curves,
});

describe('the text of a proof', () => {
  it('is read as what was written, scores to four digits of the largest', () => {
    fc.assert(
      fc.property(proofs, (given) => {
        const read = readProof(writeProof(given))!;
        expect({ ...read, curve: null }).toEqual({ ...given, curve: null });
        if (read.curve.length === 0) return;
        const scores = given.curve.flatMap((stage) => stage.scores);
        const largest = Math.max(...scores.map(Math.abs));
        expect(read.curve.map(({ scores: _, ...stage }) => stage)).toEqual(
          given.curve.map(({ scores: _, ...stage }) => stage),
        );
        read.curve
          .flatMap((stage) => stage.scores)
          .forEach((score, i) => {
            expect(Math.abs(score - scores[i]!)).toBeLessThanOrEqual(Math.max(1e-9, largest / 1000));
          });
      }),
    );
  });

  it('has letters that a link needs not escape, and a length that can be sent', () => {
    fc.assert(
      fc.property(proofs, (given) => {
        const text = writeProof(given);
        expect(encodeURIComponent(text)).toBe(text);
        expect(text.length).toBeLessThan(3200);
      }),
    );
  });

  it('of a long curve has the rest alone', () => {
    const scores = Array.from({ length: 2000 }, (_, i) => i / 2000);
    const read = readProof(
      writeProof({ ...proof, curve: [{ stage: 1, layer: 'conv1', first: 0, scores }] }),
    )!;
    expect(read).toEqual({ ...proof, curve: [] });
  });

  it('that is damaged is refused, or read as what is written again', () => {
    const text = writeProof(proof);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(3), fc.string({ maxLength: 3 }), (at, lost, added) => {
        const damaged = text.slice(0, at) + added + text.slice(at + lost);
        const read = readProof(damaged);
        if (read) expect(readProof(writeProof(read))).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
    for (const wrong of ['', '1', text.replace('wasm', 'abacus'), `2${text.slice(1)}`, `${text}~`])
      expect(readProof(wrong)).toBeNull();
  });
});

describe('a run that is judged by a proof', () => {
  const sent = readProof(writeProof(proof))!;
  const settings = (of: Partial<RunReport['spec']>): RunReport => ({
    ...withScore(0.7),
    spec: { ...report.spec, ...of },
  });

  test('is identical when every figure is, on however many workers', () => {
    expect(judge(sent, report)).toMatchObject({ is: 'identical', causes: [] });
    const workers = { ...report, spec: { ...report.spec, workers: 3 } };
    expect(judge(sent, workers)).toMatchObject({ is: 'identical' });
  });

  test('is close where another backend computed it, by the largest difference', () => {
    const verdict = judge(sent, { ...withScore(0.905), backend: 'webgpu' })!;
    expect(verdict).toMatchObject({ is: 'close', causes: [{ is: 'backend', was: 'wasm', now: 'webgpu' }] });
    expect(verdict.largest).toBeCloseTo(0.005, 6);
  });

  test('is close, without a cause, where only a last digit differs', () => {
    expect(judge(sent, withScore(report.epochs[0]!.validation.accuracy! + 1e-7))).toMatchObject({
      is: 'close',
      causes: [],
    });
  });

  test('differs by the settings that were changed, added or left out, by their names', () => {
    const labels = (of: Partial<RunReport['spec']>) =>
      judge(sent, settings(of))!.causes.flatMap((cause) => (cause.is === 'settings' ? cause.labels : []));
    expect(labels({ timeSteps: 8 })).toEqual(['Time steps Ns']);
    expect(labels({ timeSteps: 4, patience: 3, learningRate: 0.5 })).toHaveLength(2);
    expect(labels({})).toEqual([]);
    expect(judge(sent, settings({ timeSteps: 8 }))).toMatchObject({ is: 'differs' });
  });

  test('differs by engine, version and data', () => {
    const other: RunReport = {
      ...withScore(0.7),
      engine: 99,
      software: '0.2.0',
      data: { ...report.data, sha256: 'f'.repeat(64) },
    };
    expect(judge(sent, other)!.causes).toEqual([
      { is: 'data' },
      { is: 'engine', was: String(report.engine), now: '99' },
      { is: 'software', was: '0.1.0', now: '0.2.0' },
    ]);
  });

  test('tells a curve that was drawn otherwise than it was computed', () => {
    const edited = { ...sent, curve: sent.curve.map((stage) => ({ ...stage, scores: [0.99] })) };
    expect(judge(edited, report)).toMatchObject({ is: 'differs', causes: [{ is: 'edited' }] });
    expect(judge({ ...sent, curve: [] }, report)).toMatchObject({ is: 'identical', largest: null });
  });

  test('is not judged before it has finished', () => {
    expect(judge(sent, { ...report, status: 'stopped' })).toBeNull();
    expect(proofOf({ ...report, status: 'failed' })).toBeNull();
  });
});
