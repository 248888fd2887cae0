/** The events of a run in words, for the log. */
import type { RunEvent } from '../../runs/records/events.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { percent, points } from '../shared/format.ts';
import { workersWords } from './memory-words.ts';
import { methodWords } from './method-words.ts';
import { durationWords } from './progress-words.ts';

export interface LogWords {
  readonly tone: 'plain' | 'good' | 'warning' | 'bad';
  readonly words: string;
}

const plain = (words: string): LogWords => ({ tone: 'plain', words });

/** A line for the log, or null for events that come too often to be read. */
export function logWords(event: RunEvent): LogWords | null {
  switch (event.type) {
    case 'runBegan':
      return plain(
        `${recipeOf(event.spec.method).title} began: ${event.spec.preset}, Ns ${event.spec.timeSteps}, seed ${event.spec.seed}.`,
      );
    case 'backendReady': {
      const { backend, device, workers } = event.environment;
      return plain(`Computing on ${backend} (${device}), ${workersWords(workers)}.`);
    }
    case 'datasetLoaded':
      return plain(
        `${event.name}: ${event.train} training, ${event.validation} validation, ${event.test} test images.`,
      );
    case 'networkBuilt':
      return plain(
        `Network of ${event.layers.length} layers, ${event.parameters.toLocaleString('en-US')} parameters.`,
      );
    case 'annReady':
      return plain(
        `ANN: ${percent(event.ann.testAccuracy, event.ann.testCount)} on ${event.ann.testCount} test images.`,
      );
    case 'stageBegan':
      return event.deadChannels > 0
        ? {
            tone: 'warning',
            words: `Stage ${event.stage}, ${event.layer}: began; ${event.deadChannels} dead channels never fire.`,
          }
        : plain(`Stage ${event.stage}, ${event.layer}: began.`);
    case 'stageEnded': {
      const { stage, layer, accuracyBefore, accuracyAfter, epochs, endedBy } = event.report;
      const why = endedBy === 'patience' ? 'patience used up' : 'most epochs reached';
      return {
        tone: 'good',
        words: `Stage ${stage}, ${layer}: ${percent(accuracyBefore)} → ${percent(accuracyAfter)} in ${epochs} epochs (${why}).`,
      };
    }
    case 'paused':
      return plain('Paused.');
    case 'resumed':
      return plain('Going on.');
    case 'warning':
      return { tone: 'warning', words: event.message };
    case 'runFinished': {
      const { ann, snn, seconds } = event.report;
      const gap = ann && snn ? ` (${points(snn.testAccuracy - ann.testAccuracy)})` : '';
      const result = snn ? `: ${percent(snn.testAccuracy, snn.testCount)}${gap}` : '';
      return { tone: 'good', words: `Finished in ${durationWords(seconds)}${result}.` };
    }
    case 'runStopped':
      return { tone: 'warning', words: `Stopped. ${methodWords(event.report.spec.method).stopped}` };
    case 'runFailed':
      return { tone: 'bad', words: `Failed: ${event.message}` };
    case 'loading':
    case 'progress':
    case 'epoch':
    case 'scheduler':
    case 'memory':
    case 'eta':
      return null;
  }
}
