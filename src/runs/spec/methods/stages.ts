/** Names the stages of a run, as its method has them. */

import { allLayers, hasReadoutStage, stagedLayers } from '../../../engine/conversion/stages.ts';
import { unknownKind } from '../../../networks/unknown-kind.ts';
import { isLimited } from '../constraint.ts';
import type { Settings } from '../settings.ts';
import { type Methods, methods } from './registry.ts';

export { allLayers };

export type StagedSettings = Pick<Settings, 'method' | 'readoutStage' | 'weightBits' | 'fanIn'>;

/**
 * Returns the names of the stages in order, the first of which is stage 1: the hidden layers and
 * perhaps the readout; {@link allLayers}; or none. `layers` are the network's, the readout last.
 */
export function stageNames(
  settings: StagedSettings,
  layers: readonly { readonly name: string }[],
  { recipeOf }: Methods = methods,
): readonly string[] {
  const { stages } = recipeOf(settings.method);
  switch (stages) {
    case 'none':
      return [];
    case 'whole':
      return [allLayers];
    case 'layers': {
      const readoutStage = hasReadoutStage(settings.readoutStage, isLimited(settings));
      return stagedLayers(layers, readoutStage).map(({ name }) => name);
    }
    default:
      return unknownKind(stages);
  }
}
