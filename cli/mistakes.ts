/** The errors that a user can mend: they are printed as one line, without a stack trace. */
import { BackendError } from '../src/backends/open.ts';
import { DataError } from '../src/datasets/dataset.ts';
import { WindowMemoryError } from '../src/engine/spiking/simulation-memory.ts';
import { DivergedError } from '../src/engine/work/watch.ts';
import { ExchangeError } from '../src/exchange/error.ts';
import { NetworkError } from '../src/networks/network-error.ts';
import { RunZipError } from '../src/runs/archive/read-run-zip.ts';
import { ResumeError } from '../src/runs/resume/resume-file.ts';
import { MemoryError } from '../src/runs/spec/memory/memory-problem.ts';
import { SpecError } from '../src/runs/spec/spec.ts';
import { SweepError } from '../src/runs/sweep/sweep-error.ts';
import { OutputError } from './files/output-error.ts';

const mistakes = [
  SpecError,
  SweepError,
  ResumeError,
  RunZipError,
  OutputError,
  NetworkError,
  DataError,
  ExchangeError,
  BackendError,
  DivergedError,
  WindowMemoryError,
  MemoryError,
];

export function isUserMistake(error: unknown): error is Error {
  return mistakes.some((kind) => error instanceof kind);
}
