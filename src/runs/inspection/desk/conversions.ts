/** Converts without fine-tuning for the desk, keeps the conversions and judges them. */
import { taskOf } from '../../../tasks/index.ts';
import { leadScore } from '../../../tasks/task.ts';
import { breathe } from '../../execution/breathe.ts';
import type { StartNetwork } from '../../execution/materials.ts';
import type { UntunedSettings } from '../../spec/untuned-settings.ts';
import { originKey } from '../origin.ts';
import type { NetworkOrigin } from '../simulation.ts';
import { calibrationNeeded, convertStart, scoresOf, type UntunedConversion } from '../untuned.ts';
import type { DeskMaterials } from './materials.ts';

/** An error that ends work which a newer question has made pointless. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError';
  constructor() {
    super('a newer request took over');
  }
}

export interface Judgement {
  /** The lead score. */
  readonly score: number;
  readonly examples: number;
  readonly thresholds: UntunedConversion['thresholds'];
}

export interface Conversions {
  /** Converts the first `layers` hidden layers; all without it. */
  convert(origin: NetworkOrigin, settings: UntunedSettings, layers?: number): Promise<UntunedConversion>;
  /** Ends any judging in progress and returns a number, which {@link Conversions.judge} takes. */
  begin(): number;
  /** Judges a conversion on validation examples. Rejects with {@link SupersededError}. */
  judge(
    origin: NetworkOrigin,
    settings: UntunedSettings,
    examples: number,
    ticket: number,
  ): Promise<Judgement>;
}

/** Number of conversions that are kept, the newest ones. */
const keptConversions = 16;

export function createConversions(materials: DeskMaterials): Conversions {
  const kept = new Map<string, Promise<UntunedConversion>>();
  /** The number of the newest request, which ends an older one. */
  let newest = 0;
  // The same conversion is asked for by two panels at once: it is done once.
  const convert: Conversions['convert'] = (origin, settings, layers) => {
    const key = JSON.stringify([originKey(origin), settings, layers]);
    const known = kept.get(key);
    if (known) return known;
    const converting = (async () => {
      await materials.backend();
      const needed = calibrationNeeded(settings);
      const loaded = await materials.of(origin, needed);
      requireCheckpoint(origin, loaded.start);
      return materials.core(origin, loaded, 'train', needed, ({ set }) =>
        convertStart(loaded.start, set, settings, breathe, layers === undefined ? {} : { layers }),
      );
    })();
    kept.set(key, converting);
    for (const old of [...kept.keys()].slice(0, -keptConversions)) kept.delete(old);
    converting.catch(() => kept.delete(key));
    return converting;
  };
  return {
    convert,
    begin: () => ++newest,
    judge: async (origin, settings, count, ticket) => {
      const { network, thresholds } = await convert(origin, settings);
      const loaded = await materials.of(origin, calibrationNeeded(settings));
      const watch = async () => {
        await breathe();
        if (ticket !== newest) throw new SupersededError();
      };
      await watch();
      return materials.core(origin, loaded, 'validation', count, async ({ set, objective }) => {
        const scores = await scoresOf(network, set, objective, watch);
        return { score: leadScore(taskOf(origin.task), scores), examples: set.count, thresholds };
      });
    },
  };
}

/** Throws when a network is not trained yet and so cannot be converted untuned. */
export function requireCheckpoint({ preset }: NetworkOrigin, { checkpoint }: StartNetwork): void {
  if (!checkpoint) throw new Error(`Preset ${preset} ships no pre-trained network to convert.`);
}
