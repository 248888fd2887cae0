/**
 * Shows where the numbers come from: backend, device, workers, how long one batch takes, and the
 * memory in use.
 */
import { workersWords } from '../../runs/spec/groups.ts';
import { Hint } from '../shared/Hint.tsx';
import { useWorkbench } from '../store/store.ts';
import { memoryWords } from '../words/memory-words.ts';
import classes from './machine.module.css';

export function MachineChip() {
  const live = useWorkbench((state) => state.live);
  const shown = useWorkbench((state) => state.shown);
  const environment = live ? live.environment : (shown?.environment ?? null);
  if (!environment)
    return (
      <Hint
        className={classes.machine}
        label="WebGPU where a real GPU computes right, else WebAssembly; “Compute on” in the settings decides otherwise"
      >
        <span className={classes.device}>
          {live ? 'choosing the machine …' : 'Machine: chosen when the run starts'}
        </span>
      </Hint>
    );
  const batch = live?.batches?.millisecondsPerBatch;
  const { backend, device, workers, workersWanted, probeMilliseconds, engine, host } = environment;
  const words = workersWords(environment);
  const pace = batch ? `${Math.round(batch)} ms / batch` : `${Math.round(probeMilliseconds)} ms / step`;
  return (
    <Hint
      className={classes.machine}
      label={
        <>
          {device}; {words}. A probe training step took {Math.round(probeMilliseconds)} ms.{' '}
          {live?.memory && `${memoryWords(live.memory, workers)} `}
          {engine} in {host}.
        </>
      }
    >
      <i data-live={live && !live.paused ? true : undefined} />
      <b>{backend}</b>
      <span className={classes.device}>{device}</span>
      {(workers > 1 || workersWanted) && (
        <span>
          <span aria-hidden>{workersWanted ? words : `×${workers}`}</span>
          <span className="visually-hidden">{words}</span>
        </span>
      )}
      <span>{pace}</span>
    </Hint>
  );
}
