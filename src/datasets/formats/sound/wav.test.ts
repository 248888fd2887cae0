/** Tests reading and writing WAV files, and what is said of broken ones. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DataError } from '../../dataset.ts';
import { soundOf } from '../../testing/sound.ts';
import { readWav } from './wav.ts';
import { writeWav } from './write-wav.ts';

/** Returns the file with a number of its header changed. */
function changed(bytes: Uint8Array, at: number, value: number, width: 2 | 4): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  if (width === 2) view.setUint16(at, value, true);
  else view.setUint32(at, value, true);
  return copy;
}

test('what is written is read, bit for bit', () => {
  fc.assert(
    fc.property(
      fc.float32Array({ minLength: 1, maxLength: 40, noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(8000, 10_000, 44_100),
      (samples, rate) => {
        const found = readWav('voice.wav', writeWav({ rate, samples }));
        expect(found).toEqual({ rate, channels: 1, samples: samples.map((value) => value + 0) });
      },
    ),
  );
});

test.each([
  ['8', [128, 255, 0, 192], [0, 127 / 128, -1, 0.5]],
  ['16', [0, 32_767, -32_768, 16_384], [0, 32_767 / 32_768, -1, 0.5]],
  ['24', [0, 2 ** 23 - 1, -(2 ** 23), 2 ** 22], [0, (2 ** 23 - 1) / 2 ** 23, -1, 0.5]],
  ['32', [0, 2 ** 30, -(2 ** 31)], [0, 0.5, -1]],
  ['32f', [0, 0.25, -1.5], [0, 0.25, -1.5]],
  ['64', [0, 0.25, -1.5], [0, 0.25, -1.5]],
])('samples of %s bits', (bits, given, wanted) => {
  expect([...readWav('a.wav', soundOf(bits, [given])).samples]).toEqual(wanted.map(Math.fround));
});

test('several channels are read as their mean', () => {
  const { samples, channels } = readWav(
    'a.wav',
    soundOf('32f', [
      [0.5, 1],
      [-0.5, 0],
    ]),
  );
  expect(channels).toBe(2);
  expect([...samples]).toEqual([0, 0.5]);
});

test('whole numbers of 16 bits are written within half a step, and cut at ±1', () => {
  const given = Float32Array.of(0, 0.3, -0.7, 1, -1, 2, -2, 2 ** -16);
  const { rate, samples } = readWav('a.wav', writeWav({ rate: 8000, samples: given }, 'int16'));
  expect(rate).toBe(8000);
  const [most, step] = [1 - 2 ** -15, 2 ** -15];
  expect([...samples.subarray(3)]).toEqual([most, -1, most, -1, step]);
  for (const i of [0, 1, 2]) expect(Math.abs(samples[i]! - given[i]!)).toBeLessThanOrEqual(step / 2);
  // What was whole numbers stays as it is.
  expect(readWav('a.wav', writeWav({ rate, samples }, 'int16')).samples).toEqual(samples);
});

const good = soundOf('16', [[1, 2, 3, 4, 5, 6, 7, 8]]);

test.each<[string, Uint8Array, RegExp]>([
  ['nothing', new Uint8Array(0), /is empty: the file has no bytes\.$/],
  [
    'text',
    new TextEncoder().encode('hello, world, this is no sound'),
    /is not a WAV file that can be read: [^.]+\.$/,
  ],
  ['no data', good.subarray(0, 40), /is not a WAV file that can be read/],
  ['cut', good.subarray(0, 50), /is cut short: of 16 bytes of sound it holds 6/],
  ['too long a claim', changed(good, 40, 4e9, 4), /is cut short: of 4,000,000,000 bytes/],
  ['no channels', changed(good, 22, 0, 2), /has 0 channels/],
  ['a thousand channels', changed(good, 22, 1000, 2), /has 1000 channels; 1 to 8 are read/],
  ['17 bits', changed(good, 34, 17, 2), /in an encoding that is not read \(format 1, 17 bits\)/],
  ['another width', changed(good, 32, 3, 2), /takes 3 bytes, not 2/],
  ['no rate', changed(good, 24, 0, 4), /has 0 samples a second; 1,000 to 192,000 are read/],
  ['μ-law', soundOf('8m', [[1, 2, 3, 4]]), /encoding that is not read \(format 7/],
  ['no sound', soundOf('16', [[]]), /holds no sound/],
  ['a NaN', soundOf('32f', [[0, 0, Number.NaN]]), /is not a number at sample 2/],
  [
    'an hour',
    soundOf('8', [new Array(1000 * 1801).fill(128)], 1000),
    /is 1,801 s long; 1,800 s are read at most/,
  ],
])('%s is refused', (_, bytes, words) => {
  expect(() => readWav('voice.wav', bytes)).toThrow(DataError);
  expect(() => readWav('voice.wav', bytes)).toThrow(words);
  expect(() => readWav('voice.wav', bytes)).toThrow('voice.wav');
});
