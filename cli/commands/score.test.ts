import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { writeWav } from '../../src/datasets/formats/sound/write-wav.ts';
import { startPtl } from '../testing/start-ptl.ts';

const cwd = await mkdtemp(path.join(tmpdir(), 'spikewise-score-'));
afterAll(() => rm(cwd, { recursive: true }));

const ptl = (...args: string[]) => startPtl(['score', ...args], { cwd });
const fixture = (name: string) =>
  fileURLToPath(new URL(`../../src/engine/speech/fixtures/${name}`, import.meta.url));

test('voices are scored against the clean one, and what was won over the mixture', async () => {
  const files = ['FM0_s1.wav', 'FM0_partly.wav', 'FM0_s1.wav'].map(fixture);
  const { code, out, error } = await ptl(...files, '--mixture', fixture('FM0_mix.wav'));
  expect([code, error]).toEqual([0, '']);
  expect(out).toMatch(/FM0_mix\.wav +2\.37 dB +– +0\.639 +0\.492/);
  expect(out).toMatch(/FM0_partly\.wav +14\.40 dB +\+12\.03 dB +0\.846 +0\.740/);
  expect(out).toMatch(/FM0_s1\.wav +beyond 100\.00 dB +\+97\.63 dB +1\.000 +1\.000/);
  expect(out).toContain('PESQ is not computed');
});

test('what cannot be compared is one line', async () => {
  const tone = Float32Array.from({ length: 4000 }, (_, i) => Math.sin(i));
  await writeFile(path.join(cwd, 'tone.wav'), writeWav({ rate: 8000, samples: tone }));
  await writeFile(path.join(cwd, 'short.wav'), writeWav({ rate: 8000, samples: tone.subarray(1) }));
  await writeFile(path.join(cwd, 'slow.wav'), writeWav({ rate: 4000, samples: tone }));
  await writeFile(path.join(cwd, 'silence.wav'), writeWav({ rate: 8000, samples: new Float32Array(4000) }));
  for (const [name, words] of [
    ['short.wav', 'short.wav has a length of 3999 samples, and tone.wav has 4000'],
    ['slow.wav', 'slow.wav has a rate of 4000 Hz, and tone.wav has 8000 Hz'],
    ['nowhere.wav', 'nowhere.wav cannot be read'],
  ] as const) {
    const { code, error } = await ptl('tone.wav', name);
    expect(code).toBe(2);
    expect(error).toContain(`ptl: ${words}`);
    expect(error.trim().split('\n')).toHaveLength(1);
  }
  const silent = await ptl('tone.wav', 'silence.wav');
  expect(silent.out).toMatch(/none: the estimate is silent/);
});
