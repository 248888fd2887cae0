/** Says what of the network does not fit the data set, each with a button that mends it. */
import { Button } from '@mantine/core';
import { edit } from './editor.ts';
import classes from './network.module.css';
import type { Misfit } from './rows/mends.ts';

export function Misfits({ misfits }: { misfits: readonly Misfit[] }) {
  return misfits.map(({ message, mend }) => (
    <div key={mend.words} className={classes.misfit}>
      <span>{message}</span>
      <Button variant="default" size="compact-xs" onClick={() => edit(mend.edit)}>
        {mend.words}
      </Button>
    </div>
  ));
}
