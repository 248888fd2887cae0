/** Probes other conversions where the one at hand loses much. */
import { originKey, originOf } from '../../../runs/inspection/origin.ts';
import { type Probe, probeImages } from '../../../runs/inspection/probe/found.ts';
import type { ProbeReach } from '../../../runs/inspection/probe/reach.ts';
import type { NetworkOrigin } from '../../../runs/inspection/simulation.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { probe } from '../../clients/simulation-client.ts';
import { settingsKey, untunedSettings } from '../../clients/source.ts';
import { type AnswerState, useAnswer } from './use-answer.ts';

/** Returns what a probe around these settings finds. `wanted` is false while none is to be made. */
export function useProbe(
  spec: NetworkOrigin & UntunedSettings,
  reach: ProbeReach,
  wanted: boolean,
): AnswerState<Probe> {
  const key = wanted ? `${originKey(spec)} ${settingsKey(spec)} ${JSON.stringify(reach)}` : '';
  return useAnswer(key, (signal) => probe(originOf(spec), untunedSettings(spec), reach, probeImages, signal));
}
