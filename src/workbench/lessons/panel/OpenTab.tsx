/** The tab that a step asks to open, as a button: on a phone its row may be off the screen. */
import type { ProgressTab, StageTab } from '../../../runs/link/view-part.ts';
import { chooseProgressTab, chooseStageTab } from '../../store/view/view-part.ts';
import type { Condition } from '../lesson.ts';
import classes from './lessons.module.css';

const stageWords: Readonly<Record<StageTab, string>> = {
  activations: 'Activations',
  counts: 'Counts',
  losses: 'Where did the accuracy go?',
  layers: 'Layers',
  cost: 'Cost',
  classes: 'Classes',
};

const progressWords: Readonly<Record<ProgressTab, string>> = {
  live: 'Convert live',
  untuned: 'Without training',
};

interface OpenTabProps {
  readonly condition: Condition;
  readonly disabled: boolean;
}

/** Shows the button of a condition that asks for a tab, and nothing for others. */
export function OpenTab({ condition, disabled }: OpenTabProps) {
  if (condition.is !== 'stageTab' && condition.is !== 'progressTab') return null;
  const open = () =>
    condition.is === 'stageTab' ? chooseStageTab(condition.tab) : chooseProgressTab(condition.tab);
  const words = condition.is === 'stageTab' ? stageWords[condition.tab] : progressWords[condition.tab];
  return (
    <fieldset className={classes.tries} disabled={disabled} aria-label="Tab to open">
      <span>tab</span>
      <button type="button" data-open-tab={condition.tab} onClick={open}>
        {words}
      </button>
    </fieldset>
  );
}
