/**
 * The one engine of runs: it takes a RunSpec and gives a stream of RunEvents and one RunReport,
 * whoever is watching.
 */
import { deviceLimits } from '../../backends/device-limits.ts';
import { DeviceLostError } from '../../backends/device-loss.ts';
import type { OpenBackend } from '../../backends/open.ts';
import { type ExampleSet, firstExamples } from '../../engine/examples/example-set.ts';
import type { AnnNetwork } from '../../engine/layers/ann.ts';
import { createParameters, disposeParameters, type LayerParameters } from '../../engine/layers/parameters.ts';
import { type PretrainEpoch, pretrain } from '../../engine/learning/pretrain.ts';
import { disposeEnds, type OpenEnds, openEnds, readEnds } from '../../engine/separation/ends.ts';
import { type Evaluation, evaluate } from '../../engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../engine/simulation/simulate.ts';
import type { SpikingNetwork } from '../../engine/spiking/spiking-network.ts';
import { alone, type Crew, sumOver } from '../../engine/work/crew.ts';
import type { Watch } from '../../engine/work/watch.ts';
import { type NetworkPurpose, writeNetworkFile } from '../../exchange/network-file.ts';
import { provenanceMetadata } from '../../exchange/provenance.ts';
import { confusedPairs, mostPairsKept } from '../../tasks/confused-pairs.ts';
import { type Confusion, confusionOf } from '../../tasks/confusion.ts';
import { exampleNoun } from '../../tasks/example-words.ts';
import { taskOf } from '../../tasks/index.ts';
import type { Task } from '../../tasks/task.ts';
import type { RunSink } from '../records/events.ts';
import type { SnnReport } from '../records/report.ts';
import type { Resume } from '../resume/resume.ts';
import { workersFor } from '../spec/groups.ts';
import { houseKnown } from '../spec/known.ts';
import { limitsOf } from '../spec/memory/limits.ts';
import { MemoryError, requireMemory } from '../spec/memory/memory-problem.ts';
import type { RunSpec } from '../spec/spec.ts';
import { type Attempt, type Beginning, beginAttempt } from './attempt.ts';
import { cacheBytesFor } from './cache-bytes.ts';
import { type RunControl, StoppedError } from './control.ts';
import { conversionListener } from './conversion-listener.ts';
import { checkSame, keptEnds, keptValues } from './go-on.ts';
import type { Journal } from './journal.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { restart } from './lost-device.ts';
import {
  type BuiltNetwork,
  checkFit,
  type LoadedExamples,
  loadExamples,
  loadNetwork,
  type OnBytes,
  type StartNetwork,
  throughFront,
} from './materials.ts';
import { onDevice, pretrainMaterials, pretrainSettings } from './pretrain-run.ts';
import { provenanceOf } from './provenance.ts';
import type { Surroundings } from './surroundings.ts';
import { annReport } from './test-set/ann-report.ts';
import { hitsOver } from './test-set/hits.ts';

/**
 * Runs `spec`; never throws. The last event is `runFinished`, `runStopped` or `runFailed`. With
 * `resume` a run that was cut off goes on, on the backend that it had; `runId` and `spec` are its
 * own, save for settings of the machine. When the GPU is lost, the run goes on with a fresh device
 * from what it kept last.
 */
export async function execute(
  runId: string,
  spec: RunSpec,
  surroundings: Surroundings,
  control: RunControl,
  sink: RunSink,
  resume: Resume | null = null,
): Promise<void> {
  const begun = (begin: Beginning) => beginAttempt(runId, spec, surroundings, sink, begin);
  let attempt = begun({ resume, report: resume?.report ?? null, warning: null });
  const materials = createMaterials(spec, surroundings);
  try {
    let opened = await surroundings.open(resume?.report.backend ?? spec.backend);
    for (let losses = 1; ; losses++) {
      const work = run(runId, opened, spec, surroundings, control, attempt, materials);
      try {
        const { report, network } = await opened.loss.during(() => work);
        sink({ type: 'runFinished', report, network });
        return;
      } catch (error) {
        if (!(error instanceof DeviceLostError)) throw error;
        const next = await restart(attempt, work, losses, opened, surroundings.open);
        opened = next.opened;
        attempt = begun(next.begin);
      }
    }
  } catch (error) {
    const { journal } = attempt;
    if (error instanceof StoppedError) sink({ type: 'runStopped', report: journal.report('stopped', null) });
    else {
      const message = readable(error);
      sink({ type: 'runFailed', message, report: journal.report('failed', message) });
    }
  }
}

function readable(error: unknown): string {
  const { name, message } = error as Error;
  // What was refused says itself what to do.
  if (error instanceof MemoryError) return message;
  if (/memory|allocation/i.test(message))
    return `Out of memory: ${message}. Use fewer examples, a smaller batch or a smaller Ns.`;
  return name === 'Error' || name === 'TypeError' ? `Something broke while computing: ${message}` : message;
}

interface Materials {
  examples(onBytes: OnBytes): Promise<LoadedExamples>;
  network(onBytes: OnBytes): Promise<StartNetwork>;
  /** Forgets the network: its values are on the backend, and nobody begins anew with them. */
  giveUpNetwork(): void;
}

/** Loads each material once: a run that goes on may be without a network connection. */
function createMaterials(spec: RunSpec, { read, known }: Surroundings): Materials {
  let examples: Promise<LoadedExamples> | null = null;
  let network: Promise<StartNetwork> | null = null;
  return {
    examples: (onBytes) => (examples ??= loadExamples(spec, read, onBytes, known)),
    network: (onBytes) => (network ??= loadNetwork(spec, read, onBytes, known)),
    giveUpNetwork: () => {
      network = null;
    },
  };
}

async function run(
  runId: string,
  opened: OpenBackend,
  spec: RunSpec,
  surroundings: Surroundings,
  control: RunControl,
  attempt: Attempt,
  materials: Materials,
) {
  const known = surroundings.known ?? houseKnown;
  const { memoryBytes, mostBytes = memoryBytes } = surroundings;
  requireMemory(spec, limitsOf(opened.backend, mostBytes, deviceLimits()), known);
  const workers = workersFor(spec, known.methods);
  const { crew, dismiss } = onDevice(opened)
    ? { crew: alone, dismiss: () => {} }
    : surroundings.gather({ ...spec, workers, backend: opened.backend }, attempt.resume?.bytes ?? null);
  try {
    return await runWith(runId, crew, opened, spec, surroundings, control, attempt, materials);
  } finally {
    dismiss();
  }
}

async function runWith(
  runId: string,
  crew: Crew,
  opened: OpenBackend,
  spec: RunSpec,
  surroundings: Surroundings,
  control: RunControl,
  { journal, resume, keep }: Attempt,
  materials: Materials,
) {
  const known = surroundings.known ?? houseKnown;
  const recipe = known.methods.recipeOf(spec.method);
  journal.backendReady({
    backend: opened.backend,
    device: opened.device,
    probeMilliseconds: opened.probeMilliseconds,
    workers: crew.size,
    ...(crew.size < spec.workers && !onDevice(opened) ? { workersWanted: spec.workers } : {}),
    engine: surroundings.engine,
    host: surroundings.host,
  });
  const watch: Watch = async (pulse) => {
    journal.pulse(pulse);
    await opened.loss.during(() => control.checkpoint(journal.send));
    journal.wentOn();
  };
  const task = taskOf(spec.task);
  const loaded = await materials.examples(journal.loading(exampleNoun(task).many));
  journal.datasetLoaded(loaded);
  const { start, parameters, ends } = await networkOnBackend(materials, loaded, task, journal, resume);
  // Another attempt needs the values again, and only a device makes one.
  if (!onDevice(opened)) materials.giveUpNetwork();
  const ann = { layers: start.layers, parameters };
  const provenance = provenanceOf(runId, spec, opened, start, loaded, known.methods);
  const convert = (examples: LoadedExamples, purpose: NetworkPurpose, keeper: Keeper) =>
    recipe.run(
      ann,
      examples,
      spec,
      watch,
      conversionListener(spec, {
        test: firstExamples(examples.test, spec.testCount),
        objective: examples.objective,
        fileOf: (network) => writeNetworkFile(network, purpose, provenanceMetadata(provenance)),
        ...{ control, keeper, journal, watch, crew },
      }),
      {
        crew,
        cacheBytes: cacheBytesFor(spec, crew, surroundings.memoryBytes),
        resumePoint: resume?.progress.kind === 'stage' ? resume.progress.point : undefined,
      },
    );
  try {
    const trained = !resume && spec.start === 'scratch';
    if (trained) await pretrainAnn(spec, ann, ends, loaded, control, journal, watch, crew);
    const examples = await throughFront(loaded, ends, task);
    const purpose: NetworkPurpose = {
      task: task.id,
      back: start.back,
      normalisation: loaded.normalisation ?? undefined,
      ...(ends ? { ends: await readEnds(ends) } : {}),
    };
    const keeper = createKeeper(onDevice(opened) ? keep : surroundings.keep, runId, journal, purpose);
    if (!resume) {
      const report = await annReport(ann, start, examples, task, journal.pretrainEpochs(), watch, crew);
      // What starts from a checkpoint needs nothing to begin again.
      await journal.annReady(report, async () => {
        if (trained) await keeper.ann(parameters);
      });
    }
    const network =
      resume?.progress.kind === 'network'
        ? resume.progress.network
        : await convert(examples, purpose, keeper);
    await finish(network, start, examples, task, journal, watch, crew);
    const file = writeNetworkFile(network, purpose, provenanceMetadata(provenance));
    return { report: journal.report('finished', null), network: file };
  } finally {
    disposeParameters(parameters);
    if (ends) disposeEnds(ends);
  }
}

/**
 * Loads the network that the run begins or goes on with. Its values are on the backend alone
 * afterwards, unless the materials keep them.
 */
async function networkOnBackend(
  materials: Materials,
  examples: LoadedExamples,
  task: Task,
  journal: Journal,
  resume: Resume | null,
): Promise<{
  readonly start: BuiltNetwork;
  readonly parameters: readonly LayerParameters[];
  readonly ends: OpenEnds | null;
}> {
  const { values: first, ends: firstEnds, ...built } = await materials.network(journal.loading('network'));
  checkFit(examples, { ...built, ends: firstEnds }, task);
  if (resume) checkSame(resume, examples, built);
  const start: BuiltNetwork = { ...built, front: firstEnds?.front };
  journal.networkBuilt(start);
  const values = resume ? keptValues(resume.progress, first) : first;
  const ends = resume ? keptEnds(resume.progress) : firstEnds;
  return {
    start,
    parameters: start.layers.map((layer, l) => createParameters(layer, values[l]!)),
    ends: ends ? openEnds(ends) : null,
  };
}

async function pretrainAnn(
  spec: RunSpec,
  ann: AnnNetwork,
  ends: OpenEnds | null,
  examples: LoadedExamples,
  control: RunControl,
  journal: Journal,
  watch: Watch,
  crew: Crew,
): Promise<void> {
  const onEpoch = (epoch: PretrainEpoch) => {
    journal.pretrainEpoch(epoch);
    control.boundary('epoch');
  };
  await pretrain(
    ...pretrainMaterials(ann, ends, examples, taskOf(spec.task)),
    pretrainSettings(spec),
    watch,
    onEpoch,
    crew,
  );
  control.boundary('stage');
}

/**
 * Tests the finished network on the validation and the whole test set, with the simulator that
 * knows nothing of training.
 */
async function finish(
  network: SpikingNetwork,
  { front }: Pick<BuiltNetwork, 'front'>,
  examples: LoadedExamples,
  task: Task,
  journal: Journal,
  watch: Watch,
  crew: Crew,
): Promise<void> {
  const { objective } = examples;
  const simulator = createSimulator(network);
  const all = examples.validation.count + examples.test.count;
  try {
    journal.testPass({ before: 0, images: examples.validation.count, all });
    const validation = await evaluate(simulator, examples.validation, objective, watch, crew, {
      anytime: task.lead,
      front,
    });
    journal.testPass({ before: examples.validation.count, images: examples.test.count, all });
    const began = performance.now();
    const test = await evaluate(simulator, examples.test, objective, watch, crew, {
      front,
      neuroBench: true,
    });
    const testSeconds = (performance.now() - began) / 1000;
    const confusion = await confusionOver(examples.test, test, crew);
    const each = new Float32Array(test.images);
    each.set(test.each, test.share.start);
    journal.snnMeasured(
      {
        validation: validation.scores,
        test: test.scores,
        testCount: test.images,
        testSeconds,
        timeSteps: network.timeSteps,
        anytime: validation.anytime!,
        ...(validation.exits && { exits: validation.exits }),
        thresholds: network.layers.map(({ threshold }) => [...(threshold ?? [])]),
        ...(confusion && confusionInReport(confusion)),
        ...(await hitsOver(task, each, crew)),
        ...(test.neuroBench && { neuroBench: test.neuroBench }),
      },
      test.cost!,
    );
  } finally {
    disposeSimulator(simulator);
  }
}

/**
 * Largest number of classes for a confusion matrix in a report; a larger matrix would be most of
 * the report.
 */
const mostClassesInReport = 100;

function confusionInReport(confusion: Confusion): Pick<SnnReport, 'confusion' | 'confusedPairs'> {
  if (confusion.length <= mostClassesInReport) return { confusion };
  return { confusedPairs: confusedPairs(confusion, mostPairsKept) };
}

/**
 * Returns the confusion matrix over all examples, of which each member of the crew has judged its
 * own share, or null when there are no classes.
 */
async function confusionOver(
  set: ExampleSet,
  { classes, share }: Pick<Evaluation, 'classes' | 'share'>,
  crew: Crew,
): Promise<Confusion | null> {
  const { targets } = set;
  if (targets.kind !== 'class') return null;
  const labels = targets.labels.subarray(share.start, share.start + share.count);
  const own = confusionOf(labels, classes ?? [], targets.classes);
  const sums = await sumOver(crew, own.flat());
  return own.map((row, k) => sums.slice(k * row.length, (k + 1) * row.length));
}
