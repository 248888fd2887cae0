/** The page's questions to the simulation worker, which is started at the first of them. */
import { proxy, type Remote } from 'comlink';
import address from '../../../workers/simulation.ts?worker&url';
import type { TandemStepSettings } from '../../engine/conversion/tandem-step.ts';
import { type Held, nothingHeld } from '../../runs/data/held.ts';
import type { Probe } from '../../runs/inspection/probe/found.ts';
import type { ProbeReach } from '../../runs/inspection/probe/reach.ts';
import type {
  AnnFile,
  AnnForm,
  Answer,
  ConversionMoment,
  Diagnosis,
  MembraneTrace,
  NetworkOrigin,
  NetworkSource,
  NirFiles,
  SampleAnswer,
  SampleInspection,
  SampleSource,
  SimulationEndpoint,
  TandemMoment,
  UntunedPoint,
  UntunedResult,
} from '../../runs/inspection/simulation.ts';
import type { Trials } from '../../runs/inspection/trials.ts';
import type { SettingChange } from '../../runs/inspection/verdict.ts';
import type { UntunedSettings } from '../../runs/spec/untuned-settings.ts';
import { bareSource, sameSource } from './source.ts';
import { createWorkerLink, type Outcome } from './worker-link.ts';

/**
 * Tells a WebAssembly trap by its message. A trap leaves the module's memory as it was in mid-work,
 * so nothing computed there later can be trusted.
 */
const isTrap = (message: string) => /out of bounds|unreachable|aborted\(/i.test(message);

const link = createWorkerLink<SimulationEndpoint>(
  { name: 'the simulation worker', address },
  () => new Worker(address, { type: 'module' }),
  isTrap,
);

let own: Held = nothingHeld;
let offered: { readonly generation: number; readonly own: Held } | null = null;

/** Replaces the imported sets and networks that may be asked about. */
export function offerToDesk(next: Held): void {
  own = next;
}

/** Asks the worker, which is told of what was imported before. */
const ask: typeof link.ask = (call, options) =>
  link.ask((endpoint, wanted) => {
    const generation = link.generation();
    if (offered?.generation !== generation || offered.own !== own) {
      offered = { generation, own };
      // Not waited for: calls are answered in their order. A worker that breaks fails the call too.
      endpoint.offer(own).catch(() => {});
    }
    return call(endpoint, wanted);
  }, options);

interface OpenedSource {
  readonly source: NetworkSource;
  /** Number of the worker that holds it. */
  readonly generation: number;
  readonly opened: Promise<Answer<unknown>>;
}

let held: OpenedSource | null = null;

/** Opens the source unless the running worker holds it, or is about to. */
async function hold(endpoint: Remote<SimulationEndpoint>, source: NetworkSource): Promise<Answer<unknown>> {
  const generation = link.generation();
  if (held?.generation !== generation || !sameSource(held.source, source))
    held = { source, generation, opened: endpoint.open(bareSource(source)) };
  const mine = held;
  try {
    const answer = await mine.opened;
    if (!answer.ok && held === mine) held = null;
    return answer;
  } catch (error) {
    if (held === mine) held = null;
    throw error;
  }
}

/** Sends one example through the network of `source`. */
export function inspect(
  source: NetworkSource,
  sample: SampleSource,
  signal?: AbortSignal,
): Promise<Outcome<SampleInspection>> {
  return ask(
    async (endpoint, wanted) => {
      const opened = await hold(endpoint, source);
      if (!opened.ok) return opened;
      // Meanwhile a newer call may have opened another network, which this example is not for.
      if (!wanted()) return { ok: false, message: 'given up' };
      return endpoint.inspect(sample);
    },
    { kind: 'inspect', signal },
  );
}

/** Returns the next test example of a class behind `index`, or null when there is none. */
export function nextOfClass(
  source: NetworkSource,
  label: number,
  index: number,
): Promise<Outcome<number | null>> {
  return ask(
    async (endpoint) => {
      const opened = await hold(endpoint, source);
      return opened.ok ? endpoint.nextOfClass(label, index) : opened;
    },
    { kind: 'nextOfClass' },
  );
}

/** Returns a neuron's membrane in the example inspected last. */
export function membrane(
  layer: string,
  neuron: number,
  signal?: AbortSignal,
): Promise<Outcome<MembraneTrace>> {
  return ask((endpoint) => endpoint.membrane(layer, neuron), { kind: 'membrane', signal });
}

/** The answer to the example inspected last with other spike counts in a layer. */
export function decode(
  layer: string,
  counts: Float32Array,
  signal?: AbortSignal,
): Promise<Outcome<SampleAnswer>> {
  return ask((endpoint) => endpoint.decode(layer, counts), { kind: 'decode', signal });
}

/** Returns the ANN's activations of each hidden layer in the example inspected last. */
export function annActivations(signal?: AbortSignal): Promise<Outcome<readonly Float32Array[] | null>> {
  return ask((endpoint) => endpoint.annActivations(), { kind: 'annActivations', signal });
}

/** Returns the moment of conversion of a layer in the example inspected last. */
export function conversionMoment(layer: string, signal?: AbortSignal): Promise<Outcome<ConversionMoment>> {
  return ask((endpoint) => endpoint.conversionMoment(layer), { kind: 'conversionMoment', signal });
}

/** Takes a tandem step at a layer on the example inspected last. */
export function tandemStep(
  layer: string,
  settings: TandemStepSettings,
  signal?: AbortSignal,
): Promise<Outcome<TandemMoment>> {
  return ask((endpoint) => endpoint.tandemStep(layer, settings), { kind: 'tandemStep', signal });
}

export function untuned(
  origin: NetworkOrigin,
  settings: UntunedSettings,
  examples: number,
  signal?: AbortSignal,
): Promise<Outcome<UntunedResult>> {
  return ask((endpoint) => endpoint.untuned(origin, settings, examples), { kind: 'untuned', signal });
}

/**
 * Measures the untuned curve. Each point is handed over as soon as it is ready, but none after the
 * call was given up.
 */
export function untunedCurve(
  origin: NetworkOrigin,
  settings: UntunedSettings,
  steps: readonly number[],
  examples: number,
  onPoint: (point: UntunedPoint) => void,
  signal?: AbortSignal,
): Promise<Outcome<readonly UntunedPoint[]>> {
  const hand = proxy((point: UntunedPoint) => {
    if (!signal?.aborted) onPoint(point);
  });
  return ask((endpoint) => endpoint.untunedCurve(origin, settings, steps, examples, hand), {
    kind: 'curve',
    signal,
  });
}

/** Looks into the untuned conversion layer by layer. */
export function diagnose(
  origin: NetworkOrigin,
  settings: UntunedSettings,
  signal?: AbortSignal,
): Promise<Outcome<Diagnosis>> {
  return ask((endpoint) => endpoint.diagnose(origin, settings), { kind: 'diagnose', signal });
}

/** Measures what changes of a setting do to the untuned score. */
export function tryChanges(
  origin: NetworkOrigin,
  settings: UntunedSettings,
  changes: readonly SettingChange[],
  examples: number,
  signal?: AbortSignal,
): Promise<Outcome<Trials>> {
  return ask((endpoint) => endpoint.tryChanges(origin, settings, changes, examples), {
    kind: 'trials',
    signal,
  });
}

/** Probes other ways to convert where this one loses much. */
export function probe(
  origin: NetworkOrigin,
  settings: UntunedSettings,
  reach: ProbeReach,
  examples: number,
  signal?: AbortSignal,
): Promise<Outcome<Probe>> {
  return ask((endpoint) => endpoint.probe(origin, settings, reach, examples), { kind: 'probe', signal });
}

/** Returns a network file as NIR with its conformance card. */
export function toNir(network: Uint8Array): Promise<Outcome<NirFiles>> {
  return ask((endpoint) => endpoint.toNir(network), { kind: 'toNir' });
}

/** Returns the analog network of an origin as files whose names begin with `name`. */
export function toAnn(
  origin: NetworkOrigin,
  form: AnnForm,
  name: string,
): Promise<Outcome<readonly AnnFile[]>> {
  return ask((endpoint) => endpoint.toAnn(origin, form, name), { kind: 'toAnn' });
}

/** Ends diagnoses and trials whose answers nobody is waiting for. */
export function giveUpDiagnosis(): void {
  void ask(
    async (endpoint) => {
      await endpoint.giveUpDiagnosis();
      return { ok: true, value: null };
    },
    { kind: 'giveUpDiagnosis' },
  );
}

/**
 * Ends untuned work whose answer nobody is waiting for, so that a run has the machine to itself.
 */
export function giveUpUntuned(): void {
  void ask(
    async (endpoint) => {
      await endpoint.giveUpUntuned();
      return { ok: true, value: null };
    },
    { kind: 'giveUp' },
  );
}
