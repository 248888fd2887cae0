/** Probes other conversions where the one at hand loses much. */
import { useEffect, useState } from 'react';
import { originKey, originOf } from '../../../runs/inspection/origin.ts';
import { type Probe, probeImages } from '../../../runs/inspection/probe/found.ts';
import type { ProbeReach } from '../../../runs/inspection/probe/reach.ts';
import type { NetworkOrigin } from '../../../runs/inspection/simulation.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { probe } from '../../clients/simulation-client.ts';
import { settingsKey, untunedSettings } from '../../clients/source.ts';

export interface ProbeState {
  readonly found: Probe | null;
  readonly failure: string | null;
}

const nothing: ProbeState = { found: null, failure: null };

/** Returns what a probe around these settings finds. `wanted` is false while none is to be made. */
export function useProbe(
  spec: NetworkOrigin & UntunedSettings,
  reach: ProbeReach,
  wanted: boolean,
): ProbeState {
  const [state, setState] = useState<ProbeState & { readonly key: string }>({ key: '', ...nothing });
  const key = wanted ? `${originKey(spec)} ${settingsKey(spec)} ${JSON.stringify(reach)}` : '';

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when the question is a new one
  useEffect(() => {
    if (key === '') return;
    const controller = new AbortController();
    const measure = async () => {
      const asked = untunedSettings(spec);
      const outcome = await probe(originOf(spec), asked, reach, probeImages, controller.signal);
      if (!outcome) return;
      if (outcome.ok) setState({ key, found: outcome.value, failure: null });
      else setState({ key, found: null, failure: outcome.message });
    };
    void measure();
    return () => controller.abort();
  }, [key]);

  return state.key === key ? state : nothing;
}
