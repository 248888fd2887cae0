/** Tests `ptl separate` with a small separator of random numbers. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { readWav } from '../../src/datasets/formats/sound/wav.ts';
import { writeWav } from '../../src/datasets/formats/sound/write-wav.ts';
import { soundOf } from '../../src/datasets/testing/sound.ts';
import { peakOf } from '../../src/engine/speech/level.ts';
import { noise, separatorEnds, spikingCore } from '../../src/engine/testing/separators.ts';
import { writeNetworkFile } from '../../src/exchange/network-file.ts';
import { framesOf } from '../../src/networks/front.ts';
import { isUserMistake } from '../mistakes.ts';
import { createProgram } from '../program.ts';

const cwd = await mkdtemp(path.join(tmpdir(), 'spikewise-separate-'));
afterAll(() => rm(cwd, { recursive: true }));
const at = (...names: string[]) => path.join(cwd, ...names);

/** Runs the command line in this process, and returns its lines or what it says of a mistake. */
async function ptl(...args: string[]): Promise<{ out: string; mistake: string }> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => lines.push(String(line)));
  try {
    await createProgram().parseAsync(args, { from: 'user' });
    return { out: lines.join('\n'), mistake: '' };
  } catch (error) {
    if (!isUserMistake(error)) throw error;
    return { out: lines.join('\n'), mistake: error.message };
  } finally {
    log.mockRestore();
  }
}

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../src/engine/speech/fixtures/${name}`, import.meta.url));
const soundAt = async (...names: string[]) => readWav(names.at(-1)!, await readFile(at(...names)));

const front = { filters: 6, length: 20, stride: 10, samples: 4000 };
const network = spikingCore({
  filters: front.filters,
  frames: framesOf(front, front.samples),
  dilations: [1, 2, 4],
  timeSteps: 8,
  seed: 1,
});
const back = [{ kind: 'sigmoid', name: 'sigmoid' }] as const;
const ends = { front, ...separatorEnds(front, 1) };
await writeFile(at('snn.safetensors'), writeNetworkFile(network, { task: 'separation', back, ends }));
/** A second of a sound that ships with the tests. */
async function secondOf(name: string) {
  const { rate, samples } = readWav(name, await readFile(fixture(name)));
  return { rate, samples: samples.subarray(0, rate) };
}
const mixture = await secondOf('FM0_mix.wav');
const first = await secondOf('FM0_s1.wav');
const second = mixture.samples.map((value, i) => value - first.samples[i]!);
await writeFile(at('mix.wav'), writeWav(mixture));
await writeFile(at('first.wav'), writeWav(first));
await writeFile(at('second.wav'), writeWav({ rate: 8000, samples: second }));
const own = ['--network', at('snn.safetensors')];

test.each(['float32', 'int16'])('scores are those of the files in %s', async (format) => {
  const out = `out-${format}`;
  const targets = ['--targets', at('first.wav'), at('second.wav')];
  const { out: printed, mistake } = await ptl(
    ...[
      'separate',
      at('mix.wav'),
      ...own,
      '--out',
      at(out),
      '--steps',
      '4,1',
      ...targets,
      '--format',
      format,
    ],
  );
  expect(mistake).toBe('');
  const names = ['', '-step1', '-step4'].flatMap((ending) => [`s1${ending}.wav`, `s2${ending}.wav`]);
  expect(new Set(await readdir(at(out)))).toEqual(
    new Set(['mixture.wav', 'target1.wav', 'target2.wav', ...names]),
  );
  for (const [label, ending] of [
    ['after step 1', '-step1'],
    ['after step 4', '-step4'],
    ['separated', ''],
  ] as const) {
    const line = printed.split('\n').find((each) => each.startsWith(`${label}  `))!;
    const [one, two] = [...line.matchAll(/(-?\d+\.\d\d) dB/g)].map(([, text]) => text);
    for (const [talker, ratio] of [
      ['1', one],
      ['2', two],
    ] as const) {
      const scored = await ptl('score', at(out, `target${talker}.wav`), at(out, `s${talker}${ending}.wav`));
      expect(scored.out).toContain(`  ${ratio} dB  `);
    }
  }
  const [mixed, voice] = [await soundAt(out, 'mixture.wav'), await soundAt(out, 's1.wav')];
  expect([voice.rate, voice.samples.length]).toEqual([8000, mixture.samples.length]);
  expect(peakOf(voice.samples)).toBeCloseTo(peakOf(mixed.samples), 4);
  expect(printed).toContain('each of which sees 0.01 s back and 0.01 s ahead');
  expect(printed).toMatch(/0\.\d{4} spikes per neuron and step, mean of 4 layers, Ns 8/);
});

test('another rate and two channels are brought to 8 kHz and one, and said', async () => {
  const channels = [noise(4411, 1), noise(4411, 2)].map((each) => [...each]);
  await writeFile(at('stereo.wav'), soundOf('32f', channels, 44_100));
  const separate = (...more: string[]) =>
    ptl('separate', at('stereo.wav'), ...own, '--out', at('stereo'), ...more);
  const { out } = await separate();
  expect(out).toContain(
    'stereo.wav: 0.10 s, 2 channels mixed down to one, brought from 44,100 Hz to 8,000 Hz',
  );
  const { rate, samples } = await soundAt('stereo', 's2.wav');
  expect([rate, samples.length]).toEqual([8000, 801]);
  expect((await separate()).mistake).toContain('mixture.wav is there already');
  expect((await separate('--overwrite')).mistake).toBe('');
});

test('what cannot be separated is one line', async () => {
  await writeFile(at('core.safetensors'), writeNetworkFile(network, { task: 'reconstruction', back }));
  await writeFile(at('short.wav'), writeWav({ rate: 8000, samples: first.samples.subarray(1) }));
  const [first8k, second8k] = [at('first.wav'), at('second.wav')];
  for (const [args, words] of [
    [['mix.wav', '--network', at('core.safetensors')], 'separates nothing: its task is reconstruction'],
    [['nowhere.wav', ...own], 'nowhere.wav cannot be read'],
    [['mix.wav', ...own, '--steps', '9'], '--steps must be numbers from 1 to 8'],
    [['mix.wav', ...own, '--targets', first8k], '--targets takes the files of two voices (got 1)'],
    [['mix.wav', ...own, '--targets', at('short.wav'), second8k], 'short.wav has 7,999 samples'],
  ] as const) {
    const [sound, ...options] = args;
    const { mistake } = await ptl('separate', at(sound), ...options, '--out', at('none'));
    expect(mistake).toContain(words);
  }
  expect(await readdir(at('none')).catch(() => [])).toEqual([]);
});
