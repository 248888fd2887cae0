import { expect, test } from 'vitest';
import { stepTracks } from './steps.ts';

const length = 50;
const timeSteps = 6;
const sound = (seed: number) => Float32Array.from({ length }, (_, i) => Math.sin(seed * (i + 1)));
const sounds = {
  rate: 8000,
  mixture: sound(9).map((value) => 0.5 * value),
  targets: [sound(1), sound(2)],
  ann: null,
  snn: [sound(3), sound(4)],
};
/** Step t of talker k is the wave of seed 10·t + k. */
const overTime = Float32Array.from({ length: timeSteps * 2 * length }, (_, i) => {
  const [step, talker, at] = [Math.floor(i / length / 2) + 1, Math.floor(i / length) % 2, i % length];
  return Math.sin((10 * step + talker) * (at + 1));
});

test('steps 1, 2, 4 and the last of the talker are heard beside the voice alone', () => {
  for (const talker of [0, 1]) {
    const tracks = stepTracks(sounds, overTime, talker);
    expect(tracks.map(({ name }) => name)).toEqual([
      `Talker ${talker + 1} alone`,
      ...['After 1 step', 'After 2 steps', 'After 4 steps', 'After 6 steps'],
    ]);
    [1, 2, 4, 6].forEach((step, i) => {
      const wave = sound(10 * step + talker);
      const { samples } = tracks[i + 1]!;
      // The same wave at another level.
      const factor = samples[0]! / wave[0]!;
      samples.forEach((value, at) => {
        expect(value).toBeCloseTo(factor * wave[at]!, 5);
      });
    });
  }
});

test('a recording has no voice alone', () => {
  const tracks = stepTracks({ ...sounds, targets: [] }, overTime, 1);
  expect(tracks.map(({ id, ratio }) => [id, ratio])).toEqual(
    ['step-1', 'step-2', 'step-4', 'step-6'].map((id) => [id, null]),
  );
});
