/**
 * Measures how long a run takes to acknowledge a stop that comes in the middle of training, from
 * sending the command to the last event: `npx tsx bench/stop.ts [--preset first-look] [--rounds
 * 10]`.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createRandom } from '../src/engine/work/random.ts';
import { parseSpec, presetSpec, type RunSpec } from '../src/runs/spec/spec.ts';

const { values } = parseArgs({
  options: {
    preset: { type: 'string', default: 'first-look-paper' },
    rounds: { type: 'string', default: '10' },
  },
});

/** Most milliseconds of training before the stop. */
const latest = 1500;

/**
 * Returns the milliseconds from sending stop, `after` ms into training, to the end of the stream.
 */
function acknowledged(spec: RunSpec, after: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./stop-worker.mjs', import.meta.url), { workerData: spec });
    let training = false;
    let sent = 0;
    worker.on('error', reject);
    worker.on('message', ({ type, phase }: { type: string; phase: string | null }) => {
      if (phase === 'training' && !training) {
        training = true;
        setTimeout(() => {
          sent = performance.now();
          worker.postMessage('stop');
        }, after);
      }
      if (type === 'runStopped') resolve(performance.now() - sent);
      if (type === 'runFinished' || type === 'runFailed') reject(new Error(`${type} before the stop`));
    });
  });
}

const preset = presetSpec(values.preset);
const network =
  preset.start === 'checkpoint' ? {} : { start: 'scratch' as const, pretrainEpochs: 1, trainCount: 10000 };
const spec = parseSpec({
  ...preset,
  ...network,
  backend: 'wasm',
  patience: 20,
  maxStageEpochs: 100,
  testCount: 0,
});
const random = createRandom(1, 'stop');
const times: number[] = [];
for (let round = 1; round <= Number(values.rounds); round++) {
  const after = random.next() * latest;
  const time = await acknowledged(spec, after);
  times.push(time);
  console.log(
    `round ${round}: stop ${after.toFixed(0)} ms into training, acknowledged in ${time.toFixed(1)} ms`,
  );
}
times.sort((a, b) => a - b);
const half = times.length >> 1;
const median = times.length % 2 === 1 ? times[half]! : (times[half - 1]! + times[half]!) / 2;
console.log(
  `${spec.preset}, batch ${spec.batchSize}, wasm, ${os.cpus().length} cores, Node ${process.versions.node}: ` +
    `${times.length} stops, median ${median.toFixed(1)} ms, maximum ${times.at(-1)!.toFixed(1)} ms (wanted: under 100 ms)`,
);
process.exitCode = times.at(-1)! < 100 ? 0 : 1;
