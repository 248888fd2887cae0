/** Looks through the test images, one after another, for the next one that is worth a look. */

import { useEffect, useRef, useState } from 'react';
import type { NetworkSource } from '../../../runs/inspection/simulation.ts';
import { leadOf } from '../../../tasks/index.ts';
import { inspect } from '../../clients/simulation-client.ts';
import { viewsOf } from '../../tasks/index.ts';
import { farthest, searchStep } from './search.ts';

export interface Search {
  /** The image looked at now, or null when no search is under way. */
  readonly at: number | null;
  /** What the last search has to say of the image on screen. */
  readonly note: string | null;
  readonly start: (size: number) => void;
  readonly stop: () => void;
}

/**
 * `onLost` is called when a search ends without a find: the worker's last image is then another
 * than the one on screen.
 */
export function useSearch(
  source: NetworkSource | null,
  index: number,
  onFound: (index: number) => void,
  onLost: () => void,
): Search {
  const [at, setAt] = useState<number | null>(null);
  const [said, setSaid] = useState<{ readonly of: number; readonly words: string } | null>(null);
  const running = useRef<AbortController | null>(null);

  const end = () => {
    running.current?.abort();
    running.current = null;
    setAt(null);
  };
  // Another network makes other mistakes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `end` closes over refs and setters only
  useEffect(
    () => () => {
      end();
      setSaid(null);
    },
    [source],
  );

  const start = async (size: number) => {
    if (!source) return;
    end();
    setSaid(null);
    const { task } = source.origin;
    const { search } = viewsOf(task);
    const metric = leadOf({ task });
    const controller = new AbortController();
    running.current = controller;
    const looked = Math.min(farthest[search.kind], size - 1);
    let best: { readonly index: number; readonly rank: number } | null = null;
    for (let i = 1; i <= looked; i += 1) {
      const next = (index + i) % size;
      setAt(next);
      const outcome = await inspect(source, { kind: 'test', index: next }, controller.signal);
      if (!outcome) return;
      // A failure is shown by whoever inspects the image itself.
      const step = outcome.ok ? searchStep(search, outcome.value.answer, metric) : 'here';
      if (step === 'here') {
        end();
        onFound(next);
        return;
      }
      if (step !== 'on' && (!best || step > best.rank)) best = { index: next, rank: step };
    }
    end();
    if (best && search.kind === 'most') {
      setSaid({ of: best.index, words: search.found(looked) });
      onFound(best.index);
      return;
    }
    if (search.kind === 'next') setSaid({ of: index, words: search.none(looked) });
    onLost();
  };
  const stop = () => {
    end();
    onLost();
  };

  return { at, note: said?.of === index ? said.words : null, start, stop };
}
