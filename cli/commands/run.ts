/** `run`: one conversion from start to end, with its report, metrics and network file. */
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import path from 'node:path';
import { engine } from '../../src/backends/engine.ts';
import { createControl } from '../../src/runs/control.ts';
import type { RunEvent } from '../../src/runs/events.ts';
import { execute } from '../../src/runs/execute.ts';
import { metricsCsv, reportJson } from '../../src/runs/export.ts';
import { encodeLink } from '../../src/runs/link.ts';
import { recipeOf } from '../../src/runs/recipes/registry.ts';
import type { RunReport } from '../../src/runs/report.ts';
import { openNodeBackend } from '../backend.ts';
import { goOnUnread } from '../closed-pipe.ts';
import { host } from '../host.ts';
import { printEvent } from '../print-event.ts';
import { printReport } from '../print-report.ts';
import { diskReader } from '../read-disk.ts';
import { gatherThreads } from '../recruit.ts';
import { type SpecOptions, specOf } from '../spec-options.ts';

interface RunOptions extends SpecOptions {
  readonly out: string;
}

export async function run(options: RunOptions): Promise<void> {
  const spec = specOf(options);
  await mkdir(options.out, { recursive: true });
  goOnUnread(options.out);
  const { heeds, title } = recipeOf(spec.method);
  const patience = heeds.includes('patience') ? `  Tp ${spec.patience}` : '';
  console.log(
    `${title}: ${spec.preset}  ${spec.network}  Ns ${spec.timeSteps}${patience}  seed ${spec.seed}`,
  );
  console.log(`link ${encodeLink(spec)}`);
  const control = createControl();
  // The first Ctrl-C ends the run in order and keeps what there is; a second one ends the program.
  process.once('SIGINT', () => control.command('stop'));
  let last: RunEvent | null = null;
  const print = printEvent(spec);
  await execute(
    randomUUID(),
    spec,
    {
      open: openNodeBackend,
      read: diskReader(),
      host: host(),
      engine,
      memoryBytes: totalmem(),
      gather: (wanted) => gatherThreads('run', wanted),
    },
    control,
    (event) => {
      last = event;
      print(event);
    },
  );
  await keep(options.out, last as RunEvent | null);
}

async function keep(out: string, last: RunEvent | null): Promise<void> {
  if (last?.type !== 'runFinished' && last?.type !== 'runStopped' && last?.type !== 'runFailed') return;
  if (last.report) await writeReport(out, last.report);
  if (last.type === 'runFinished') {
    await writeFile(path.join(out, 'snn.safetensors'), last.network);
    printReport(last.report);
    console.log(
      `wrote ${['report.json', 'metrics.csv', 'snn.safetensors'].map((f) => path.join(out, f)).join(', ')}`,
    );
  } else if (last.type === 'runStopped') {
    console.log(`stopped; what there is lies in ${out}`);
    process.exitCode = 130;
  } else {
    console.error(`ptl: ${last.message}`);
    process.exitCode = 2;
  }
}

async function writeReport(out: string, report: RunReport): Promise<void> {
  await writeFile(path.join(out, 'report.json'), reportJson(report));
  await writeFile(path.join(out, 'metrics.csv'), metricsCsv(report.epochs));
}
