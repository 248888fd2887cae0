import { describe, expect, it } from 'vitest';
import type { EpochRow } from '../../../runs/records/report.ts';
import { type ChartInput, epochTicks, layoutChart, sameBands } from './chart-layout.ts';

function row(stage: number, epoch: number, layer = `conv${stage}`): EpochRow {
  return {
    stage,
    layer,
    epoch,
    learningRate: null,
    trainLoss: null,
    validation: { loss: 0.1, accuracy: 0.9 },
    test: null,
    patienceCounter: 0,
    seconds: 1,
  };
}

const input: ChartInput = {
  stageLayers: ['conv1', 'conv2', 'fc3'],
  epochs: [row(1, 0), row(1, 1), row(1, 2), row(2, 0)],
  finishedStages: 1,
  learning: 2,
  overlays: [],
  expectedEpochs: 3,
};

describe('the chart of a run', () => {
  it('gives every epoch of a stage a slot, the untuned one first', () => {
    const { bands, rows, end } = layoutChart(input);
    expect(bands).toEqual([
      { stage: 1, layer: 'conv1', from: 0, to: 3, state: 'done' },
      { stage: 2, layer: 'conv2', from: 3, to: 6, state: 'learning' },
      { stage: 3, layer: 'fc3', from: 6, to: 9, state: 'coming' },
    ]);
    expect(rows.map((r) => r.x)).toEqual([0.5, 1.5, 2.5, 3.5]);
    expect(end).toBe(9);
  });

  it('draws stages to come with the epochs expected, until some have ended', () => {
    const { end } = layoutChart({ ...input, epochs: [], finishedStages: 0, learning: null });
    expect(end).toBe(3 * 4);
  });

  it('draws the same bands again while an epoch still fits into its band', () => {
    const { bands } = layoutChart(input);
    const later = (epochs: number[]) =>
      layoutChart({ ...input, epochs: [...input.epochs, ...epochs.map((epoch) => row(2, epoch))] }).bands;
    expect(sameBands(bands, later([1, 2]))).toBe(true);
    expect(sameBands(bands, later([1, 2, 3]))).toBe(false);
    expect(sameBands(bands, layoutChart({ ...input, finishedStages: 2, learning: 3 }).bands)).toBe(false);
  });

  it('marks a stage that was cut short', () => {
    expect(layoutChart({ ...input, learning: null }).bands[1]?.state).toBe('cut');
  });

  it('puts pre-training before the stages, from its epoch 1', () => {
    const { bands, rows } = layoutChart({
      ...input,
      epochs: [row(0, 1, 'ANN'), row(0, 2, 'ANN')],
      finishedStages: 0,
    });
    expect(bands[0]).toEqual({ stage: 0, layer: 'ANN', from: 0, to: 2, state: 'pretraining' });
    expect(rows.map((r) => r.x)).toEqual([0.5, 1.5]);
  });

  it('sets other runs stage by stage beside the first', () => {
    const { bands, rows } = layoutChart({
      ...input,
      overlays: [[0, 1, 2, 3, 4].map((e) => row(1, e)), [row(2, 0)]],
    });
    expect(bands[0]).toMatchObject({ from: 0, to: 5 });
    expect(rows.find((r) => r.stage === 1 && r.epoch === 4)).toMatchObject({
      row: null,
      overlays: [{ epoch: 4 }, null],
    });
    expect(rows.find((r) => r.stage === 2)).toMatchObject({
      x: 5.5,
      row: { stage: 2 },
      overlays: [null, { stage: 2 }],
    });
  });

  it('has room without a name for what only another run has', () => {
    const { bands, rows } = layoutChart({
      ...input,
      overlays: [[row(0, 1, 'ANN')], [row(1, 0), row(2, 0), row(3, 0, 'fc3'), row(4, 0, 'fc4')]],
    });
    expect(bands.map(({ layer, state }) => layer || state)).toEqual([
      'beyond',
      'conv1',
      'conv2',
      'fc3',
      'beyond',
    ]);
    expect(rows[0]).toMatchObject({ x: 0.5, layer: '', row: null, overlays: [{ layer: 'ANN' }, null] });
    expect(rows.at(-1)).toMatchObject({ x: 10.5, layer: '', row: null, overlays: [null, { layer: 'fc4' }] });
  });

  it('has the columns of the run shown alone, whatever the stages of the others', () => {
    const whole: ChartInput = {
      stageLayers: ['all layers'],
      epochs: [0, 1, 2, 3].map((epoch) => row(1, epoch, 'all layers')),
      finishedStages: 1,
      learning: null,
      overlays: [[row(1, 0), row(1, 1), row(2, 0), row(2, 1), row(3, 0)]],
      expectedEpochs: 3,
    };
    const { bands, rows, end } = layoutChart(whole);
    expect(bands).toEqual([
      { stage: 1, layer: 'all layers', from: 0, to: 4, state: 'done' },
      { stage: 2, layer: '', from: 4, to: 5, state: 'beyond' },
    ]);
    // The epochs stand one after another, each still in its own stage.
    expect(rows.map(({ overlays: [other] }) => [other?.layer, other?.epoch])).toEqual([
      ['conv1', 0],
      ['conv1', 1],
      ['conv2', 0],
      ['conv2', 1],
      ['conv3', 0],
    ]);
    expect(rows.map(({ row: own }) => own?.epoch ?? null)).toEqual([0, 1, 2, 3, null]);
    expect(end).toBe(5);
    expect(epochTicks({ bands, end }, 20).map((tick) => tick.epoch)).toEqual([0, 1, 2, 3]);
  });

  it('lets a run go its own way from the first stage with another name', () => {
    const { bands, rows } = layoutChart({
      ...input,
      overlays: [[row(1, 0), row(2, 0, 'fc2'), row(2, 1, 'fc2'), row(2, 2, 'fc2'), row(3, 0, 'fc3')]],
    });
    expect(bands.map(({ layer }) => layer)).toEqual(['conv1', 'conv2', 'fc3']);
    const places = rows.flatMap(({ x, overlays: [other] }) => (other ? [[x, other.layer]] : []));
    expect(places).toEqual([
      [0.5, 'conv1'],
      [3.5, 'fc2'],
      [4.5, 'fc2'],
      [5.5, 'fc2'],
      [6.5, 'fc3'],
    ]);
  });
});

describe('epoch numbers', () => {
  it('start anew in every band and thin out when there are many', () => {
    const layout = layoutChart(input);
    expect(epochTicks(layout, 20).map((t) => t.epoch)).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
    expect(epochTicks(layout, 5).map((t) => t.epoch)).toEqual([0, 2, 0, 2, 0, 2]);
  });

  it('leave out one that would run into the next band’s', () => {
    const bands = [13, 22].map((to, i) => ({
      ...layoutChart(input).bands[i]!,
      from: i === 0 ? 0 : 13,
      to,
    }));
    // 10 and 0 stand 3 slots apart, 12 and 0 one.
    const told = epochTicks({ bands, end: 22 }, 11).map((t) => t.epoch);
    expect(told).toEqual([0, 2, 4, 6, 8, 10, 0, 2, 4, 6, 8]);
  });
});
