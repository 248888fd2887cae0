/**
 * The one engine: a RunSpec goes in, a stream of RunEvents and one RunReport come out, whoever is
 * watching.
 */
import type { OpenBackend } from '../../backends/open.ts';
import { firstImages } from '../../engine/examples/data.ts';
import type { AnnNetwork } from '../../engine/layers/ann.ts';
import { createParameters, disposeParameters, parameterCount } from '../../engine/layers/parameters.ts';
import { type PretrainEpoch, pretrain } from '../../engine/learning/pretrain.ts';
import { createSimulator, disposeSimulator, evaluate } from '../../engine/simulation/simulate.ts';
import type { SpikingNetwork } from '../../engine/spiking/spiking-network.ts';
import { alone, type Crew } from '../../engine/work/crew.ts';
import type { Watch } from '../../engine/work/watch.ts';
import { writeNetworkFile } from '../../exchange/network-file.ts';
import type { RunSink } from '../records/events.ts';
import type { AnnReport } from '../records/report.ts';
import { methods } from '../spec/methods/registry.ts';
import type { RunSpec } from '../spec/spec.ts';
import { cacheBytesFor } from './cache-bytes.ts';
import { type RunControl, StoppedError } from './control.ts';
import { conversionListener } from './conversion-listener.ts';
import { createJournal, type Journal } from './journal.ts';
import { checkFit, type Images, loadImages, loadNetwork } from './materials.ts';
import { measureAnn, onDevice, pretrainSettings, shares } from './pretrain-run.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs `spec`; never throws. The last event is `runFinished`, `runStopped` or `runFailed`. */
export async function execute(
  runId: string,
  spec: RunSpec,
  surroundings: Surroundings,
  control: RunControl,
  sink: RunSink,
): Promise<void> {
  const journal = createJournal(runId, spec, sink, surroundings.methods);
  try {
    const { report, network } = await run(spec, surroundings, control, journal);
    sink({ type: 'runFinished', report, network });
  } catch (error) {
    if (error instanceof StoppedError) sink({ type: 'runStopped', report: journal.report('stopped', null) });
    else {
      const message = readable(error);
      sink({ type: 'runFailed', message, report: journal.report('failed', message) });
    }
  }
}

function readable(error: unknown): string {
  const { name, message } = error as Error;
  if (/memory|allocation/i.test(message))
    return `Out of memory: ${message}. Use fewer images, a smaller batch or a smaller Ns.`;
  return name === 'Error' || name === 'TypeError' ? `Something broke while computing: ${message}` : message;
}

async function run(spec: RunSpec, surroundings: Surroundings, control: RunControl, journal: Journal) {
  const opened = await surroundings.open(spec.backend);
  const { crew, dismiss } = onDevice(opened)
    ? { crew: alone, dismiss: () => {} }
    : surroundings.gather({ ...spec, backend: opened.backend });
  try {
    return await runWith(crew, opened, spec, surroundings, control, journal);
  } finally {
    dismiss();
  }
}

async function runWith(
  crew: Crew,
  opened: OpenBackend,
  spec: RunSpec,
  surroundings: Surroundings,
  control: RunControl,
  journal: Journal,
) {
  const recipe = (surroundings.methods ?? methods).recipeOf(spec.method);
  journal.backendReady({
    backend: opened.backend,
    device: opened.device,
    probeMilliseconds: opened.probeMilliseconds,
    workers: crew.size,
    engine: surroundings.engine,
    host: surroundings.host,
  });
  const watch: Watch = async (pulse) => {
    journal.pulse(pulse);
    await control.checkpoint(journal.send);
    journal.wentOn();
  };
  const images = await loadImages(spec, surroundings.read, journal.loading('images'));
  journal.datasetLoaded(images);
  const start = await loadNetwork(spec, surroundings.read, journal.loading('network'));
  checkFit(images, start);
  journal.networkBuilt(start);
  const parameters = start.layers.map((layer, l) => createParameters(layer, start.values[l]!));
  const ann = { layers: start.layers, parameters };
  try {
    if (spec.start === 'scratch') await pretrainAnn(spec, ann, images, control, journal, watch, crew);
    journal.annReady(await annReport(ann, images, journal, watch, crew));
    const network = await recipe.run(
      ann,
      images,
      spec,
      watch,
      conversionListener(spec, firstImages(images.test, spec.testCount), control, journal, watch, crew),
      { crew, cacheBytes: cacheBytesFor(spec, crew, surroundings.memoryBytes) },
    );
    await finish(network, images, journal, watch, crew);
    return { report: journal.report('finished', null), network: writeNetworkFile(network) };
  } finally {
    disposeParameters(parameters);
  }
}

async function pretrainAnn(
  spec: RunSpec,
  ann: AnnNetwork,
  images: Images,
  control: RunControl,
  journal: Journal,
  watch: Watch,
  crew: Crew,
): Promise<void> {
  const onEpoch = (epoch: PretrainEpoch) => {
    journal.pretrainEpoch(epoch);
    control.boundary('epoch');
  };
  await pretrain(ann, ...shares(images, crew), pretrainSettings(spec), watch, onEpoch, crew);
  control.boundary('stage');
}

async function annReport(
  ann: AnnNetwork,
  images: Images,
  journal: Journal,
  watch: Watch,
  crew: Crew,
): Promise<AnnReport> {
  const { validation, test } = await measureAnn(ann, images, watch, crew);
  return {
    validationAccuracy: validation.accuracy,
    validationLoss: validation.loss,
    testAccuracy: test.accuracy,
    testCount: images.test.count,
    parameters: parameterCount(ann.layers),
    pretrainEpochs: journal.pretrainEpochs(),
  };
}

/**
 * The finished network on the validation and the whole test set, by the simulator that knows
 * nothing of training.
 */
async function finish(
  network: SpikingNetwork,
  images: Images,
  journal: Journal,
  watch: Watch,
  crew: Crew,
): Promise<void> {
  const simulator = createSimulator(network);
  const all = images.validation.count + images.test.count;
  try {
    journal.testPass({ before: 0, images: images.validation.count, all });
    const validation = await evaluate(simulator, images.validation, watch, crew, { anytime: true });
    journal.testPass({ before: images.validation.count, images: images.test.count, all });
    const began = performance.now();
    const test = await evaluate(simulator, images.test, watch, crew);
    const testSeconds = (performance.now() - began) / 1000;
    journal.snnMeasured(
      {
        validationAccuracy: validation.accuracy,
        testAccuracy: test.accuracy,
        testCount: test.images,
        testSeconds,
        timeSteps: network.timeSteps,
        anytime: validation.anytime!,
        thresholds: network.layers.map(({ threshold }) => [...(threshold ?? [])]),
      },
      test.cost!,
    );
  } finally {
    disposeSimulator(simulator);
  }
}
