import { describe, expect, it } from 'vitest';
import type { LossCause } from '../../../engine/diagnosis/loss-chain.ts';
import { causesIn, lossRows, rowWords } from './losses.ts';

const step = (cause: LossCause, mean: number) => ({ cause, mean, shift: -mean });
const chain = {
  images: 256,
  steps: [step('inherited', 0), step('clipped', 0.01), step('rounding', 0.04), step('timing', 0.005)],
  signal: 0.1,
  net: 0.05,
  netShift: -0.05,
  clippedShare: 0.02,
  deadFraction: 0,
};
const known = { upperBound: [1], percentiles: { p99: 0.9, p999: 1, max: 1.2 } };
const findings = [
  { layer: 'conv1', diagnostics: { ...known, chain } },
  // A layer of a run that an earlier engine stored has no chain.
  { layer: 'conv2', diagnostics: known },
];

describe('losses by layer', () => {
  it('are shares of the bound or of the mean activation', () => {
    const [row, ...others] = lossRows(findings, 'bound');
    expect(others).toEqual([]);
    expect(row!.sum).toBeCloseTo(0.055);
    const [relative] = lossRows(findings, 'signal');
    expect(relative!.parts.map(({ value }) => value)).toEqual(
      [0, 0.1, 0.4, 0.05].map((v) => expect.closeTo(v)),
    );
    expect(relative!.net).toBeCloseTo(0.5);
    expect(relative!.signal).toBe(0.1);
  });

  it('are 0 where nothing is active', () => {
    const dead = { ...chain, signal: 0, net: 0, steps: chain.steps.map(({ cause }) => step(cause, 0)) };
    const [row] = lossRows([{ layer: 'conv1', diagnostics: { ...known, chain: dead } }], 'signal');
    expect(row).toMatchObject({ sum: 0, net: 0 });
  });

  it('are read out with every value and the unit', () => {
    const words = rowWords(lossRows(findings, 'bound')[0]!, 'bound').replaceAll('\u00a0', ' ');
    expect(words).toBe(
      'conv1: inherited 0 %, clipped 1.0 %, rounding 4.0 %, timing 0.50 %; whole error 5.0 % of its upper bound',
    );
  });

  it('are keyed by the causes that occur', () => {
    const short = { ...chain, steps: chain.steps.slice(1, 3) };
    const rows = lossRows([{ layer: 'conv1', diagnostics: { ...known, chain: short } }], 'bound');
    expect(causesIn(rows)).toEqual(['clipped', 'rounding']);
    expect(causesIn([])).toEqual([]);
  });
});
