/** The buttons of a player, its place as a slider, and its three speeds. */
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Segmented } from '../shared/Segmented.tsx';
import classes from './slow.module.css';
import { type Player, speeds } from './use-player.ts';

interface TransportProps {
  readonly player: Player;
  /** Names the steps: "Step" or "Phase". */
  readonly unit: string;
  /** What stands at the place: "Step 3 of 16". */
  readonly words: string;
}

export function Transport({ player, unit, words }: TransportProps) {
  const { step, first, last, playing, speed, go, toggle, setSpeed } = player;
  return (
    <fieldset className={classes.transport} aria-label="Player">
      <div className={classes.buttons}>
        <Press label="To the start" onClick={() => go(first)} disabled={step === first}>
          <IconPlayerSkipBack size={18} />
        </Press>
        <Press
          label={`One ${unit} back`}
          onClick={() => go(Math.max(first, step - 1))}
          disabled={step === first}
        >
          <IconPlayerTrackPrev size={18} />
        </Press>
        <Press label={playing ? 'Pause' : 'Play'} onClick={toggle} main>
          {playing ? <IconPlayerPauseFilled size={20} /> : <IconPlayerPlayFilled size={20} />}
        </Press>
        <Press label={`One ${unit} on`} onClick={() => go(Math.min(last, step + 1))} disabled={step === last}>
          <IconPlayerTrackNext size={18} />
        </Press>
      </div>
      <input
        type="range"
        className={classes.scrub}
        aria-label={`The ${unit} shown`}
        aria-valuetext={words}
        min={first}
        max={last}
        value={step}
        onChange={(event) => go(event.currentTarget.valueAsNumber)}
      />
      <output className={classes.place}>{words}</output>
      <Segmented
        label="Speed"
        value={speed}
        options={speeds.map((value) => ({ value, label: value }))}
        onChange={setSpeed}
      />
    </fieldset>
  );
}

interface PressProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly main?: boolean;
  readonly children: ReactNode;
}

function Press({ label, onClick, disabled = false, main = false, children }: PressProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={main ? 'filled' : 'default'}
        size={36}
        aria-label={label}
        aria-disabled={disabled}
        data-autofocus={main || undefined}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
