/** Tests that runs of the command line survive being killed, and what `run --resume` refuses. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { isUserMistake } from './mistakes.ts';
import { createProgram } from './program.ts';
import { chaosOfCommands } from './testing/chaos.ts';

/** Starting a program takes some time on a busy machine. */
vi.setConfig({ testTimeout: 600_000 });

const root = await mkdtemp(path.join(tmpdir(), 'spikewise-resume-'));
afterAll(() => rm(root, { recursive: true }));

test('a run killed at random moments goes on to the files of one that was not', async () => {
  const { kills, lost, runs, identical } = await chaosOfCommands(root, { kills: 3, seed: 1 });
  expect({ kills, lost, different: runs - identical }).toEqual({ kills: 3, lost: 0, different: 0 });
});

const ptl = (...args: string[]) => createProgram().parseAsync(args, { from: 'user' });

test('what cannot go on is refused', async () => {
  await expect(ptl('run', '--resume', root)).rejects.toThrow(
    /holds no run that can go on \(no resume\.safetensors, which is written at the end of each stage/,
  );
  const otherPreset = ptl('run', '--resume', root, '--preset', 'mnist');
  await expect(otherPreset).rejects.toThrow('--resume takes the run from the folder, and its results go');
});

test('a folder with a run that was cut off is not written over, and a damaged file says what it is', async () => {
  await writeFile(path.join(root, 'resume.safetensors'), 'no such thing');
  await expect(ptl('run', '--preset', 'first-look-paper', '--out', root)).rejects.toThrow(
    /holds a run that was cut off \(resume\.safetensors\); give another --out, or --overwrite to replace it, or --resume .* alone to go on with it/,
  );
  const damaged = ptl('run', '--resume', root);
  await expect(damaged).rejects.toThrow(/resume\.safetensors: what was kept of the run is damaged: /);
  await expect(damaged).rejects.toSatisfy(isUserMistake);
});
