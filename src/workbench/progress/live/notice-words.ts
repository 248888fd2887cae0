/** Says in words how a run ended without its outcome. */

import type { RunRecord } from '../../../runs/records/record.ts';
import { recipeOf } from '../../../runs/spec/methods/registry.ts';
import type { RunSpec } from '../../../runs/spec/spec.ts';

/** Describes a run that a reload ended before its first stage had ended. */
export function cutOffWords({ spec }: { readonly spec: Pick<RunSpec, 'method'> }): string {
  const end = recipeOf(spec.method).stages === 'none' ? 'its end' : 'the first stage had ended';
  return `The page was closed or reloaded before ${end}: the curve until then is kept, no network.`;
}

type Kept = Pick<RunRecord, 'stages' | 'network'> & { readonly spec: Pick<RunSpec, 'method'> };

/**
 * Says what was kept of a run that did not reach its end: "Kept: the curves up to stage 2 (conv2),
 * and the network as it then stood."
 */
export function keptWords({ stages, network, spec }: Kept): string {
  const last = stages.at(-1);
  if (!last)
    return recipeOf(spec.method).stages === 'none'
      ? 'Its settings are kept.'
      : 'No stage had ended; its settings are kept.';
  const file = network ? ', and the network as it then stood' : '';
  return `Kept: the curves up to stage ${last.stage} (${last.layer})${file}.`;
}
