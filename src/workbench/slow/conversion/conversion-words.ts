/** Says what happens in each phase of a layer's conversion, with the figures of this image. */
import { unknownKind } from '../../../networks/unknown-kind.ts';
import type { ConversionMoment } from '../../../runs/inspection/simulation.ts';
import { figure, range, smallPercent, whole, threshold as writeThreshold } from '../../shared/format.ts';
import type { Phase } from '../diagram/Phases.tsx';
import type { NetworkFacts } from '../use-facts.ts';
import { exampleNeurons, sumsOf } from './moment.ts';

export function conversionPhases(
  moment: ConversionMoment,
  timeSteps: number,
  { foldThreshold, trained, ...rule }: NetworkFacts,
): Phase[] {
  const { layer, next, threshold, activations } = moment;
  const sums = sumsOf(moment, timeSteps);
  const perChannel = threshold.length > 1;
  const bounds = range(threshold.map((theta) => theta * timeSteps));
  const thetas = range(threshold, writeThreshold);
  const clipped =
    sums.clipped === 0
      ? 'No activation of this image lies above it.'
      : `${whole(sums.clipped)} of this image ${sums.clipped === 1 ? 'lies' : 'lie'} above it and will be cut off.`;
  const largestBound = Math.max(...threshold) * timeSteps;
  const share = largestBound > 0 ? sums.error / largestBound : 0;
  return [
    {
      title: `${layer} is analog`,
      words: `${whole(sums.active)} of its ${whole(activations.length)} neurons answer this image with a number above 0, the largest ${figure(sums.largest)}. ${next} gets these numbers.`,
    },
    {
      title: 'The upper bound',
      words: `${boundWords(rule, perChannel ? 'each channel’s' : 'the layer’s')}: ${bounds}. ${clipped}${trained ? ' The bound was found when the layer’s stage began; its weights have been tuned since.' : ''}`,
    },
    {
      title: 'The step ϑ',
      words: `In ${whole(timeSteps)} steps a neuron can fire 0 to ${whole(timeSteps)} times. So the way up to the bound is cut into ${whole(timeSteps)} equal parts, and one spike is worth ϑ = bound / ${whole(timeSteps)} = ${thetas}.`,
    },
    {
      title: 'Rounded to a count',
      words: `${exampleWords(moment)}Over the whole layer a count is off by ${figure(sums.error)} on average, ${smallPercent(share)} of the bound.`,
    },
    {
      title: 'The tile spikes',
      words: `The neurons now fire: ${whole(sums.spikes)} spikes in ${whole(timeSteps)} steps for this image. Under each bar stand the steps at which its neuron fired.`,
    },
    {
      title: `What ${next} receives`,
      words: `${next} gets spikes in place of numbers. ${
        foldThreshold
          ? `Its weights are multiplied by ϑ, so that a count weighs what the activation did: ${figure(sums.counted)} in all, where the numbers came to ${figure(sums.analog)}.`
          : `Folding ϑ is switched off, so it gets the bare counts, ${whole(sums.spikes)} in all, where the numbers came to ${figure(sums.analog)}.`
      }`,
    },
  ];
}

function boundWords(
  { thresholdRule, percentile }: Pick<NetworkFacts, 'thresholdRule' | 'percentile'>,
  whose: string,
): string {
  switch (thresholdRule) {
    case 'percentile': {
      const rank = percentile === 100 ? 'the largest' : `the p${percentile} percentile`;
      return `Over the calibration images, ${rank} of ${whose} activations becomes its upper bound`;
    }
    case 'leastSquares':
      return `Over the calibration images, spikes of this window come nearest to ${whose} activations with this upper bound`;
    default:
      return unknownKind(thresholdRule);
  }
}

/** Takes a neuron from the middle of the examples. */
function exampleWords(moment: ConversionMoment): string {
  const examples = exampleNeurons(moment, 5);
  const example = examples[Math.floor(examples.length / 2)];
  if (!example || example.theta === 0) return '';
  const { activation, theta, count } = example;
  return `An activation of ${figure(activation)} is ${figure(activation / theta)} ϑ: the neuron fires ${whole(count)} ${count === 1 ? 'time' : 'times'}, which stands for ${figure(count * theta)}. `;
}
