/**
 * Shows the memory that the run of these settings will take at most: a bar of its parts, what they
 * are, and the limit of the backend.
 */
import { useMemo } from 'react';
import { mebibytes, momentWords, partWords, peakWords } from '../../runs/spec/memory/memory-words.ts';
import { type MemoryPart, memoryParts } from '../../runs/spec/memory/parts.ts';
import { machineLimits } from '../store/machine-limits.ts';
import { plannedMemory } from '../store/problems.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './memory-bar.module.css';

/** Parts that are less than this share of all are named, but too thin to be seen. */
const leastShare = 0.004;

export function MemoryBar() {
  const spec = useWorkbench((state) => state.spec);
  const unfinished = useWorkbench((state) => state.unfinished);
  const plan = useMemo(() => plannedMemory({ spec, unfinished }), [spec, unfinished]);
  if (!plan) return null;
  const { parts, workerBytes, workers, heapBytes, peak } = plan;
  const limit = machineLimits(spec.backend).heapBytes;
  const present = memoryParts.filter((part) => (parts[part] ?? 0) > 0);
  const over = heapBytes > limit;
  const each = workers > 1 ? ` in each of ${workers} workers` : '';
  const backend = Number.isFinite(limit)
    ? ` The backend takes ${mebibytes(heapBytes)} of at most ${mebibytes(limit)}.`
    : '';
  return (
    <details className={classes.memory} data-over={over || undefined}>
      <summary>
        <span className={classes.head}>
          <span>Memory</span>
          <b>{peakWords(plan)}</b>
        </span>
        <span
          className={classes.bar}
          role="img"
          aria-label={`At most ${mebibytes(workerBytes)}${each}: ${present.map((part) => `${partWords[part]} ${mebibytes(parts[part]!)}`).join(', ')}.${backend}`}
        >
          {present
            .filter((part) => parts[part]! >= leastShare * workerBytes)
            .map((part) => (
              <Piece key={part} part={part} share={parts[part]! / workerBytes} />
            ))}
          {over ? <i className={classes.limit} style={{ left: `${(100 * limit) / workerBytes}%` }} /> : null}
        </span>
      </summary>
      <p>{`Most${each} in ${momentWords(peak)}.${backend}`}</p>
      <ul className={classes.legend}>
        {present.map((part) => (
          <li key={part}>
            <i data-part={part} />
            <span>{partWords[part]}</span>
            <span className={classes.bytes}>{mebibytes(parts[part]!)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Piece({ part, share }: { readonly part: MemoryPart; readonly share: number }) {
  return <i data-part={part} style={{ width: `${100 * share}%` }} />;
}
