/** Offers to bring the page into the state of a step; nothing is set before it is pressed. */
import { Button } from '@mantine/core';
import { IconAdjustmentsCheck } from '@tabler/icons-react';
import type { Facts } from '../facts.ts';
import type { Step } from '../lesson.ts';
import { setUpStep } from '../set-up.ts';
import { isOwnRun } from '../settings-of.ts';
import classes from './lessons.module.css';

export function SetUpNote({ step, facts }: { readonly step: Step; readonly facts: Facts }) {
  const { underWay, shown } = facts;
  if (underWay) {
    const own = shown !== null && isOwnRun(step, shown.spec);
    return (
      <p className={classes.note} role="status">
        {own
          ? 'A conversion with these settings is under way. It goes on; this step can be set up when it has ended.'
          : 'Another conversion is under way. It is not stopped: this step can be set up when it has ended. Read on meanwhile.'}
      </p>
    );
  }
  return (
    <div className={classes.note}>
      <Button
        size="compact-sm"
        leftSection={<IconAdjustmentsCheck size={16} />}
        onClick={() => void setUpStep(step)}
      >
        Set up this step
      </Button>
      <span>It brings the page to where the step begins. Your settings are kept, to go back to.</span>
    </div>
  );
}
