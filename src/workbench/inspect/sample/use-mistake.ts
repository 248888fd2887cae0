/**
 * Looks through the test images, one after another, for the next one that the spiking network gets
 * wrong.
 */
import { useEffect, useRef, useState } from 'react';
import type { NetworkSource } from '../../../runs/inspection/simulation.ts';
import { inspect } from '../../clients/simulation-client.ts';
import { whole } from '../../shared/format.ts';

/** Then it is time to say that there was none: a good network errs once in a hundred images. */
const farthest = 1000;

export interface MistakeSearch {
  /** The image looked at now, or null when no search is under way. */
  readonly at: number | null;
  /** What a search from the image on screen without a find has to say. */
  readonly note: string | null;
  readonly start: (size: number) => void;
  readonly stop: () => void;
}

/**
 * `onLost` is called when a search ends without a find: the worker's last image is then another
 * than the one on screen.
 */
export function useMistake(
  source: NetworkSource | null,
  index: number,
  onFound: (index: number) => void,
  onLost: () => void,
): MistakeSearch {
  const [at, setAt] = useState<number | null>(null);
  const [vain, setVain] = useState<{ readonly from: number; readonly looked: number } | null>(null);
  const search = useRef<AbortController | null>(null);

  const end = () => {
    search.current?.abort();
    search.current = null;
    setAt(null);
  };
  // Another network makes other mistakes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `end` closes over refs and setters only
  useEffect(() => end, [source]);

  const start = async (size: number) => {
    if (!source) return;
    end();
    setVain(null);
    const controller = new AbortController();
    search.current = controller;
    const looked = Math.min(farthest, size - 1);
    for (let i = 1; i <= looked; i += 1) {
      const next = (index + i) % size;
      setAt(next);
      const outcome = await inspect(source, { kind: 'test', index: next }, controller.signal);
      if (!outcome) return;
      if (outcome.ok && outcome.value.snnPrediction === outcome.value.label) continue;
      // A failure is shown by whoever inspects the image itself.
      end();
      onFound(next);
      return;
    }
    end();
    setVain({ from: index, looked });
    onLost();
  };
  const stop = () => {
    end();
    onLost();
  };

  const note = vain?.from === index ? `No mistake in the next ${whole(vain.looked)} images.` : null;
  return { at, note, start, stop };
}
