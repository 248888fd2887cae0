/**
 * Runs the benchmarks: `npm run bench -- convert | infer | train | scale | page | untuned | stored`
 * and `questions | slow | first-curve | gpu | import | memory | imagenet | full-width | separate |
 * separator | staircase | calibrate | bounds | probe`. Most measure the built worker in headless
 * Chromium; the peer, if there is one, runs in turn with it on the same machine, images and
 * settings. The last nine run in Node, most in processes of their own. The last line is JSON.
 */
import { Command } from 'commander';
import { addConvert } from './convert.ts';
import { addFirstCurve } from './first-curve/command.ts';
import { addFullWidth } from './full-width.ts';
import { addGpu } from './gpu.ts';
import { addImagenet } from './imagenet.ts';
import { addImport } from './import.ts';
import { addInfer } from './infer.ts';
import { addMemory } from './memory.ts';
import { addPage } from './page.ts';
import { addQuestions } from './questions.ts';
import { addScale } from './scale.ts';
import { addSeparate } from './separate.ts';
import { addSeparator } from './separator.ts';
import { addSlow } from './slow.ts';
import { addBounds } from './small-windows/bounds.ts';
import { addCalibrate } from './small-windows/calibrate.ts';
import { addProbe } from './small-windows/probe.ts';
import { addStaircase } from './small-windows/staircase.ts';
import { addStored } from './stored.ts';
import { addTrain } from './train.ts';
import { addUntuned } from './untuned.ts';

const program = new Command('bench').description(
  'Measures the built workbench in headless Chromium, in turn with PyTorch where there is a peer.',
);
const commands = [
  addConvert,
  addInfer,
  addTrain,
  addScale,
  addPage,
  addUntuned,
  addStored,
  addQuestions,
  addSlow,
  addFirstCurve,
  addGpu,
  addImport,
  addMemory,
  addImagenet,
  addFullWidth,
  addSeparate,
  addSeparator,
  addStaircase,
  addCalibrate,
  addBounds,
  addProbe,
];
for (const add of commands) add(program);
// Temporary files and the peer are removed with the program, however it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? `bench: ${error.message}` : error);
  process.exitCode = 1;
}
