/**
 * Measures the untuned score as the settings move, and its curve over the window, which fills in
 * point by point.
 */
import { startTransition, useEffect, useState } from 'react';
import { originKey, originOf } from '../../../runs/inspection/origin.ts';
import type { NetworkOrigin, UntunedPoint, UntunedResult } from '../../../runs/inspection/simulation.ts';
import { untunedMacs } from '../../../runs/inspection/untuned-work.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { taskOf } from '../../../tasks/index.ts';
import { tookMilliseconds } from '../../clients/pace.ts';
import { giveUpUntuned, untuned, untunedCurve } from '../../clients/simulation-client.ts';
import { settingsKey, untunedSettings } from '../../clients/source.ts';
import { curveSteps } from './curve-steps.ts';
import { noteCurve, noteUntuned } from './last-untuned.ts';

/**
 * Images to measure on: enough to tell 72 % from 98 %, few enough for an answer within a second or
 * so.
 */
const untunedImages = 300;
/** The same for mixtures, of which one takes as long as hundreds of images. */
const untunedMixtures = 8;

/** Returns the number of examples that an untuned conversion of a task is measured on. */
export function untunedCount({ task }: Pick<NetworkOrigin, 'task'>): number {
  return taskOf(task).targets === 'voices' ? untunedMixtures : untunedImages;
}

/**
 * Milliseconds to wait for the settings to rest: a slider that is moved changes faster than this.
 */
const debounceMilliseconds = 150;

export interface UntunedState {
  /** The result of the settings measured last; those in the form may have changed since. */
  readonly result: UntunedResult | null;
  readonly busy: boolean;
  readonly failure: string | null;
  /** The points of the curve, ordered by window; all have the same other settings. */
  readonly points: readonly UntunedPoint[];
}

const none: readonly UntunedPoint[] = [];

interface Curve {
  readonly key: string;
  readonly points: readonly UntunedPoint[];
}

function withPoint(curve: Curve, key: string, point: UntunedPoint): Curve {
  const others = curve.key === key ? curve.points.filter((p) => p.timeSteps !== point.timeSteps) : [];
  return { key, points: [...others, point].sort((a, b) => a.timeSteps - b.timeSteps) };
}

/**
 * Returns the untuned score and its curve. `ships` is false when there is no checkpoint to convert.
 */
export function useUntuned(
  spec: NetworkOrigin & UntunedSettings,
  ships: boolean,
  attempt: number,
): UntunedState {
  const [result, setResult] = useState<UntunedResult | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [curve, setCurve] = useState<Curve>({ key: '', points: [] });
  const key = `${originKey(spec)} ${settingsKey(spec)}`;
  // The curve covers all windows, so the window chosen is no part of its settings.
  const curveKey = `${originKey(spec)} ${settingsKey({ ...spec, timeSteps: 0 })}`;

  // `spec` is a new object at every render; `key` says when it means something new. `attempt`
  // asks again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (!ships) return;
    const asked = untunedSettings(spec);
    const origin = originOf(spec);
    const controller = new AbortController();
    const { signal } = controller;
    const count = untunedCount(origin);
    const measure = async () => {
      setBusy(true);
      setFailure(null);
      const outcome = await untuned(origin, asked, count, signal);
      if (!outcome) return;
      if (outcome.ok) tookMilliseconds(untunedMacs(origin, asked, count), outcome.value.milliseconds);
      if (outcome.ok) noteUntuned({ key, result: outcome.value });
      startTransition(() => {
        setBusy(false);
        if (!outcome.ok) return setFailure(outcome.message);
        setResult(outcome.value);
        setCurve((old) => withPoint(old, curveKey, outcome.value));
      });
      if (!outcome.ok) return;
      const known = curve.key === curveKey ? curve.points.map((point) => point.timeSteps) : [];
      const missing = curveSteps.filter((n) => n !== asked.timeSteps && !known.includes(n));
      if (missing.length === 0) return;
      const add = (point: UntunedPoint) =>
        startTransition(() => setCurve((old) => withPoint(old, curveKey, point)));
      const drawn = await untunedCurve(origin, asked, missing, count, add, signal);
      if (drawn && !drawn.ok) setFailure(drawn.message);
    };
    const timer = setTimeout(measure, debounceMilliseconds);
    return () => {
      clearTimeout(timer);
      controller.abort();
      giveUpUntuned();
    };
  }, [ships, key, attempt]);

  const points = curve.key === curveKey ? curve.points : none;
  useEffect(() => noteCurve(points), [points]);
  return { result, busy, failure, points };
}
