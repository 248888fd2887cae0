/** Describes the events of a run in words, for the log. */
import type { RunEvent } from '../../runs/records/events.ts';
import { resumeWords } from '../../runs/resume/resume.ts';
import { workersWords } from '../../runs/spec/groups.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { normalisationWords } from '../../runs/spec/normalisation.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import { exampleNoun } from '../../tasks/example-words.ts';
import { taskOf } from '../../tasks/index.ts';
import { leadMetric, leadScore } from '../../tasks/task.ts';
import { writeCount } from '../../tasks/writing.ts';
import { examplesWords } from '../shared/format.ts';
import { scoreWords } from '../shared/score-words.ts';
import { methodWords } from './method-words.ts';
import { durationWords } from './progress-words.ts';

export interface LogWords {
  readonly tone: 'plain' | 'good' | 'warning' | 'bad';
  readonly words: string;
}

const plain = (words: string): LogWords => ({ tone: 'plain', words });

/**
 * Returns a line for the log of a run of this spec, or null for events that come too often to be
 * read.
 */
export function logWords(event: RunEvent, spec: Pick<RunSpec, 'task'>): LogWords | null {
  const task = taskOf(spec.task);
  const lead = leadMetric(task);
  switch (event.type) {
    case 'runBegan':
      return plain(
        `${recipeOf(event.spec.method).title} began: ${event.spec.preset}, Ns ${event.spec.timeSteps}, seed ${event.spec.seed}.`,
      );
    case 'runWentOn':
      return plain(`Going on ${resumeWords(event.report)}.`);
    case 'backendReady': {
      const { backend, device } = event.environment;
      return plain(`Computing on ${backend} (${device}), ${workersWords(event.environment)}.`);
    }
    case 'datasetLoaded':
      return plain(
        `${event.name}: ${writeCount(event.train)} training, ${writeCount(event.validation)} validation, ${writeCount(event.test)} test ${exampleNoun(task).many}${normalisationWords(event.normalisation)}.`,
      );
    case 'networkBuilt':
      return plain(`Network of ${event.layers.length} layers, ${writeCount(event.parameters)} parameters.`);
    case 'annReady':
      return plain(
        `ANN: ${scoreWords(lead, leadScore(task, event.ann.test), event.ann.testCount)} ${examplesWords(task, event.ann.testCount, 'test')}.`,
      );
    case 'stageBegan':
      return event.deadChannels > 0
        ? {
            tone: 'warning',
            words: `Stage ${event.stage}, ${event.layer}: began; ${event.deadChannels} dead channels never fire.`,
          }
        : plain(`Stage ${event.stage}, ${event.layer}: began.`);
    case 'stageEnded': {
      const { stage, layer, converted, kept, epochs, endedBy } = event.report;
      const [before, after] = [leadScore(task, converted), leadScore(task, kept)];
      const why = endedBy === 'patience' ? 'patience used up' : 'most epochs reached';
      return {
        tone: 'good',
        words: `Stage ${stage}, ${layer}: ${scoreWords(lead, before)} → ${lead.write(after)} in ${epochs} epochs (${why}).`,
      };
    }
    case 'paused':
      return plain('Paused.');
    case 'resumed':
      return plain('Resumed.');
    case 'warning':
      return { tone: 'warning', words: event.message };
    case 'runFinished': {
      const { ann, snn, seconds } = event.report;
      const [before, after] = [ann, snn].map((of) => of && leadScore(task, of.test));
      const gap = before != null && after != null ? ` (${lead.writeDifference(after - before)})` : '';
      const result = snn && after != null ? `: ${scoreWords(lead, after, snn.testCount)}${gap}` : '';
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
