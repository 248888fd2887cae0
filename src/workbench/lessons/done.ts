/** Tells whether a step is done. */
import { causeOf } from '../neuron/figure-words.ts';
import { type Facts, untunedKey } from './facts.ts';
import type { Condition, Step } from './lesson.ts';
import { isOwnRun, isSetUp, specOf } from './settings-of.ts';

/** What is known of the step itself, beside the page. */
export interface OwnFacts {
  readonly predicted: boolean;
  /** Whether the reader has gone on from the step. */
  readonly passed: boolean;
}

/**
 * Tells whether something has to be done for a condition: then it does not count where it held
 * before the step was opened.
 */
export function asksToDo(condition: Condition): boolean {
  switch (condition.is) {
    case 'setting':
    case 'changed':
    case 'neuron':
    case 'stageTab':
    case 'progressTab':
    case 'layer':
      return true;
    case 'read':
    case 'predicted':
    case 'measured':
    case 'tried':
    case 'stages':
    case 'ran':
      return false;
    case 'all':
      return condition.of.some(asksToDo);
  }
}

export function isDone(step: Pick<Step, 'setUp' | 'done'>, facts: Facts, own: OwnFacts): boolean {
  return holds(step.done, step, facts, own);
}

function holds(condition: Condition, step: Pick<Step, 'setUp'>, facts: Facts, own: OwnFacts): boolean {
  const { spec, shown, untuned, neuron } = facts;
  switch (condition.is) {
    case 'read':
      return own.passed;
    case 'predicted':
      return own.predicted;
    case 'measured':
      return untuned !== null && isSetUp(step, facts);
    case 'setting': {
      const value = Number(spec[condition.field]);
      const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = condition;
      return untuned !== null && value >= atLeast && value <= atMost && isSetUp(step, facts);
    }
    case 'changed': {
      if (!step.setUp || !isSetUp(step, facts)) return false;
      const begun = specOf(step.setUp);
      return untuned !== null && condition.fields.some((name) => spec[name] !== begun[name]);
    }
    case 'tried': {
      const tried = (value: number | string) =>
        facts.scores.has(untunedKey({ ...spec, [condition.field]: value }));
      return isSetUp(step, facts) && condition.values.every(tried);
    }
    case 'neuron': {
      if (!neuron) return false;
      const { settings, answer } = neuron;
      const { count = answer.count, timeSteps = settings.timeSteps, cause } = condition;
      const isCause = cause === undefined || cause.includes(causeOf(settings, answer));
      return isCause && count === answer.count && settings.timeSteps === timeSteps;
    }
    case 'stageTab':
      return (facts.stageTab ?? 'activations') === condition.tab;
    case 'progressTab':
      return facts.progressTab === condition.tab;
    case 'layer':
      return facts.layer === condition.name;
    case 'stages':
      return shown !== null && isOwnRun(step, shown.spec) && shown.stages.length >= condition.atLeast;
    case 'ran':
      return shown?.status === 'finished' && isOwnRun(step, shown.spec);
    case 'all':
      return condition.of.every((each) => holds(each, step, facts, own));
  }
}
