/**
 * Probes a conversion that loses much: tries other ways to convert without fine-tuning on a few
 * validation examples, and measures the best of them on others, so that having been chosen does not
 * flatter it.
 */
import { examplesFrom, firstExamples } from '../../../engine/examples/example-set.ts';
import type { SpikingNetwork } from '../../../engine/spiking/spiking-network.ts';
import type { Watch } from '../../../engine/work/watch.ts';
import { gainOver } from '../../../tasks/metric.ts';
import type { UntunedSettings } from '../../spec/untuned-settings.ts';
import { eachOf, type Judges, meanOf } from '../setting-trials.ts';
import { gainOf } from '../trials.ts';
import { cellKey, cellOf, type ProbeCell, probeSteps } from './cell.ts';
import type { Probe } from './found.ts';
import type { ProbeReach } from './reach.ts';

/** Share of the examples on which cells are compared, and the most that are taken for it. */
const comparedShare = 0.25;
const mostCompared = 256;

/**
 * Probes the cells around `settings`, unless the conversion as it is set has nearly the score of
 * the ANN. `convert` returns the network of a cell, converted without fine-tuning.
 */
export async function probe(
  convert: (cell: ProbeCell) => Promise<SpikingNetwork>,
  settings: UntunedSettings,
  { free, biases }: ProbeReach,
  judges: Judges,
  annScore: number,
  watch: Watch,
): Promise<Probe> {
  const count = Math.max(1, Math.min(mostCompared, Math.floor(comparedShare * judges.set.count)));
  const comparing = { ...judges, set: firstExamples(judges.set, count) };
  const measuring = { ...judges, set: examplesFrom(judges.set, count, judges.set.count - count) };
  const now = cellOf(settings);
  const tried = new Map<string, { readonly network: SpikingNetwork; readonly score: number }>();
  const tryCell = async (cell: ProbeCell) => {
    const known = tried.get(cellKey(cell));
    if (known) return known;
    const network = await convert(cell);
    const found = { network, score: meanOf(await eachOf(network, comparing, watch)) };
    tried.set(cellKey(cell), found);
    return found;
  };
  const scoreOf = async (cell: ProbeCell) => (await tryCell(cell)).score;
  const measure = async (cell: ProbeCell) => eachOf((await tryCell(cell)).network, measuring, watch);
  const before = await measure(now);
  const known = { comparedOn: count, examples: measuring.set.count, score: meanOf(before), annScore };
  if (gainOver(judges.lead, annScore, known.score) <= judges.lead.telling(annScore))
    return { ...known, tried: 1, best: null };
  let best = now;
  for (const step of probeSteps(biases))
    for (const cell of step(best, free))
      if (gainOver(judges.lead, await scoreOf(cell), await scoreOf(best)) > 0) best = cell;
  if (best === now) return { ...known, tried: tried.size, best: null };
  const after = await measure(best);
  const gain = gainOf(judges.lead, before, after);
  // What is not surely better on other examples was chosen by chance.
  const offered = gain.effect > gain.margin ? { cell: best, score: meanOf(after), ...gain } : null;
  return { ...known, tried: tried.size, best: offered };
}
