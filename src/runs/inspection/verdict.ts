/**
 * Answers "where did the accuracy go?": it leads from the loss chains of a network's layers to the
 * layer, the cause and the settings that may help. It holds rules only; setting-trials.ts measures
 * what each of those settings does.
 */
import type { LossCause, LossChain } from '../../engine/diagnosis/loss-chain.ts';
import type { LayerDiagnostics } from '../records/report.ts';
import type { UntunedSettings } from '../spec/untuned-settings.ts';

/** The facts known of one hidden layer. */
export interface LayerFinding {
  readonly layer: string;
  readonly diagnostics: Pick<LayerDiagnostics, 'upperBound' | 'percentiles' | 'chain'>;
}

type ChangeField =
  | 'timeSteps'
  | 'percentile'
  | 'initialPotential'
  | 'thresholdScope'
  | 'firstLayerBias'
  | 'foldThreshold'
  | 'weightBits'
  | 'weightScope';

/** One setting and the value it should get. */
export type SettingChange = {
  [F in ChangeField]: { readonly field: F; readonly value: UntunedSettings[F] };
}[ChangeField];

/** A layer and the cause of its own that loses most. */
export interface Loss {
  readonly layer: string;
  readonly cause: LossCause;
  /** Mean |difference| of that step, in units of the layer's upper bound. */
  readonly mean: number;
  /** The same as a share of the layer's mean ideal activation. */
  readonly ofSignal: number;
  /**
   * Share of activations above the bound; the bound of the widest channel, in activation units, and
   * as a multiple of p99.
   */
  readonly clippedShare: number;
  readonly upperBound: number;
  readonly overP99: number;
}

export interface Verdict {
  /**
   * The layer that strays furthest from its ideal activations, and the cause, which is `inherited`
   * when earlier layers are the reason.
   */
  readonly layer: string;
  readonly cause: LossCause;
  /** |error| of that layer as a share of its mean ideal activation. */
  readonly severity: number;
  /**
   * The layer where the loss began: an earlier layer when inherited, otherwise the layer itself.
   */
  readonly origin: Loss;
  /**
   * Whether outliers stretch the bound: few activations need it, and all others round to little.
   */
  readonly stretched: boolean;
  /** Settings that address the cause, the likeliest and cheapest first. */
  readonly candidates: readonly SettingChange[];
}

/**
 * Multiple of p99 from which on a bound is stretched; without outliers the maximum itself was 1.6
 * to 2.3 times p99 on the shipped networks.
 */
const stretch = 3;
/**
 * Share of the worst loss from which on a layer counts as about equally far off. The first of such
 * layers is named, because the later ones inherit from it.
 */
const nearlyWorst = 0.95;
const mostSteps = 64;

interface Known {
  readonly finding: LayerFinding;
  readonly chain: LossChain;
}

const ownSteps = ({ steps }: LossChain) => steps.filter(({ cause }) => cause !== 'inherited');
const sumOf = (steps: LossChain['steps']) => steps.reduce((sum, { mean }) => sum + mean, 0);
const ofSignal = (value: number, { signal }: LossChain) => (signal > 0 ? value / signal : 0);

/** Returns the verdict, or null when no layer has a chain or nothing is lost at all. */
export function verdictOf(findings: readonly LayerFinding[], settings: UntunedSettings): Verdict | null {
  const known = findings.flatMap((finding) => {
    const { chain } = finding.diagnostics;
    return chain ? [{ finding, chain }] : [];
  });
  const severity = ({ chain }: Known) => ofSignal(chain.net, chain);
  const worst = Math.max(0, ...known.map(severity));
  const at = known.findIndex((entry) => severity(entry) >= nearlyWorst * worst);
  const victim = known[at];
  if (!victim || worst === 0) return null;
  const own = ownSteps(victim.chain);
  const inherited = victim.chain.steps.find(({ cause }) => cause === 'inherited')?.mean ?? 0;
  const earlier = known.slice(0, at);
  const isInherited = earlier.length > 0 && inherited > sumOf(own);
  const origin = lossOf(isInherited ? mostLossy(earlier) : victim);
  const stretched = origin.cause === 'rounding' && origin.overP99 > stretch;
  return {
    layer: victim.finding.layer,
    cause: isInherited ? 'inherited' : origin.cause,
    severity: severity(victim),
    origin,
    stretched,
    candidates: candidatesFor(origin, stretched, known[0]?.finding.layer === origin.layer, settings),
  };
}

function mostLossy(known: readonly Known[]): Known {
  const loss = ({ chain }: Known) => ofSignal(sumOf(ownSteps(chain)), chain);
  return known.reduce((most, entry) => (loss(entry) > loss(most) ? entry : most));
}

function lossOf({ finding, chain }: Known): Loss {
  const { cause, mean } = ownSteps(chain).reduce((most, step) => (step.mean > most.mean ? step : most));
  const { upperBound, percentiles } = finding.diagnostics;
  const bound = Math.max(0, ...upperBound);
  return {
    layer: finding.layer,
    cause,
    mean,
    ofSignal: ofSignal(mean, chain),
    clippedShare: chain.clippedShare,
    upperBound: bound,
    // Where even p99 is 0, hardly any activation is above 0: whatever is, is an outlier.
    overP99: percentiles.p99 > 0 ? bound / percentiles.p99 : Number.POSITIVE_INFINITY,
  };
}

type Rule = (settings: UntunedSettings, facts: { stretched: boolean; first: boolean }) => SettingChange[];

const rules: Record<LossCause, Rule> = {
  // Never an origin: a first layer inherits nothing.
  inherited: () => [],
  weights: ({ weightBits, weightScope }) => [
    ...(weightScope === 'tensor' ? [{ field: 'weightScope', value: 'channel' } as const] : []),
    // A list of levels is a device's own: no number of bits stands for it.
    ...(weightBits !== '8' && weightBits !== 'levels' ? [{ field: 'weightBits', value: '8' } as const] : []),
  ],
  clipped: ({ percentile }) =>
    percentile < 99.9 ? [toPercentile(99.9), toPercentile(100)] : percentile < 100 ? [toPercentile(100)] : [],
  rounding: (settings, { stretched }) => {
    const { percentile, timeSteps, thresholdScope } = settings;
    const lower = [99.9, 99].filter((p) => p < percentile).map(toPercentile);
    if (stretched) {
      const perChannel: SettingChange[] =
        thresholdScope === 'layer' ? [{ field: 'thresholdScope', value: 'channel' }] : [];
      return [...lower, ...perChannel, ...moreSteps(settings)];
    }
    const half: SettingChange[] =
      settings.initialPotential === 'zero' ? [{ field: 'initialPotential', value: 'half' }] : [];
    // With one or two steps there is little to round to: time steps come first.
    if (timeSteps <= 2) return [...moreSteps(settings), ...half];
    return [...half, ...moreSteps(settings), ...lower.slice(-1)];
  },
  timing: (settings, { first }) => {
    const { firstLayerBias, initialPotential } = settings;
    const whole: SettingChange[] =
      first && firstLayerBias === 'spread' ? [{ field: 'firstLayerBias', value: 'firstStep' }] : [];
    const other = initialPotential === 'zero' ? 'half' : 'zero';
    return [...whole, ...moreSteps(settings), { field: 'initialPotential', value: other }];
  },
};

function candidatesFor(
  { cause }: Loss,
  stretched: boolean,
  first: boolean,
  settings: UntunedSettings,
): SettingChange[] {
  const fold: SettingChange[] = settings.foldThreshold ? [] : [{ field: 'foldThreshold', value: true }];
  const all = [...fold, ...rules[cause](settings, { stretched, first })];
  // A bound by least squares has no percentile to change.
  return settings.thresholdRule === 'leastSquares' ? all.filter(({ field }) => field !== 'percentile') : all;
}

function toPercentile(value: number): SettingChange {
  return { field: 'percentile', value };
}

/** Returns a change to twice the window, and at least eight steps. */
function moreSteps({ timeSteps }: UntunedSettings): SettingChange[] {
  if (timeSteps >= mostSteps) return [];
  return [{ field: 'timeSteps', value: Math.min(mostSteps, Math.max(8, 2 * timeSteps)) }];
}
