/** What the page's keys do, for the help. */
import type { Shortcut } from './shortcuts.ts';

export const shortcuts: readonly { keys: string; shortcut: Shortcut; words: string }[] = [
  { keys: 'Space', shortcut: 'runOrPause', words: 'Start, pause or go on' },
  { keys: 'E', shortcut: 'epoch', words: 'Go on to the end of this epoch, then pause' },
  { keys: 'S', shortcut: 'stage', words: 'Go on to the end of this stage, then pause' },
  { keys: 'Esc', shortcut: 'stop', words: 'Stop the run; stages that ended are kept' },
  { keys: 'W', shortcut: 'sweep', words: 'To the sweep, and back to the single run' },
  { keys: 'N', shortcut: 'neuron', words: 'Open the figure of one neuron' },
  { keys: 'I', shortcut: 'lessons', words: 'Open the lessons, or close them' },
  { keys: 'M', shortcut: 'slowMotion', words: 'Play the image in slow motion' },
  { keys: 'L', shortcut: 'share', words: 'Copy the link to these settings' },
  { keys: 'T', shortcut: 'theme', words: 'Light, dark or as the system has it' },
  { keys: '?', shortcut: 'help', words: 'Show these keys' },
];
