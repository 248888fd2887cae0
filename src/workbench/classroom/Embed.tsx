/**
 * The page within another one: the strip, one chart and the run button, and the way to the whole
 * page. Only a frame loads it.
 */
import { IconExternalLink } from '@tabler/icons-react';
import { useMemo } from 'react';
import { LinkProblems } from '../panels/LinkProblems.tsx';
import { ProgressCard } from '../progress/ProgressCard.tsx';
import { Boundary } from '../shared/boundary/Boundary.tsx';
import { Hint } from '../shared/Hint.tsx';
import { absentWords, useAbsent } from '../shared/services/service.ts';
import { shareAddress } from '../store/address.ts';
import { useWorkbench } from '../store/store.ts';
import { Strip } from '../strip/Strip.tsx';
import { MainButton, StopButton } from '../topbar/ConversionButtons.tsx';
import { convert } from '../topbar/convert.ts';
import { Logo } from '../topbar/Logo.tsx';
import { Progress } from '../topbar/Progress.tsx';
import { useShortcuts } from '../topbar/use-shortcuts.ts';
import classes from './embed.module.css';

/** Returns the address of the same experiment and view in the whole page. */
function useWholePage(): string {
  const spec = useWorkbench((state) => state.spec);
  const viewPart = useWorkbench((state) => state.viewPart);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is made of the settings too
  return useMemo(() => shareAddress({ ...viewPart, embed: false }), [spec, viewPart]);
}

/** A frame that the page around it has given no origin can start no worker, nor keep anything. */
const cutOff = globalThis.origin === 'null';

export function Embed() {
  const whole = useWholePage();
  const problem = absentWords(
    useWorkbench((state) => state.storageProblem),
    useAbsent(),
  );
  useShortcuts((shortcut) => {
    if (shortcut === 'runOrPause') convert();
  });
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Logo />
        <MainButton />
        <StopButton />
        <div className={classes.state}>
          <Progress />
        </div>
        <a className={classes.whole} href={whole} target="_blank" rel="noopener">
          Open in Spikewise <IconExternalLink size={15} aria-hidden />
        </a>
      </header>
      <main className={classes.main}>
        {cutOff && (
          <p className={classes.cutOff} role="alert">
            The page around this frame gives it no origin (its sandbox lacks allow-same-origin): nothing can
            be computed or kept here. Open it in Spikewise.
          </p>
        )}
        <Boundary part="The strip of layers" compact>
          <Strip />
        </Boundary>
        <LinkProblems />
        <Boundary part="The chart">
          <ProgressCard />
        </Boundary>
      </main>
      {problem && !cutOff && (
        <footer className={classes.foot}>
          <Hint label={problem.whole}>{problem.short}</Hint>
        </footer>
      )}
    </div>
  );
}
