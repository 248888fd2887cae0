/**
 * Offers the best of other ways to convert, with its measured effect, where the conversion at hand
 * loses much.
 */
import { Button } from '@mantine/core';
import { originKey } from '../../../runs/inspection/origin.ts';
import { cellKey, cellOf, type ProbeCell } from '../../../runs/inspection/probe/cell.ts';
import { cellWords } from '../../../runs/inspection/probe/cell-words.ts';
import type { ProbeReach } from '../../../runs/inspection/probe/reach.ts';
import { untunedMacs } from '../../../runs/inspection/untuned-work.ts';
import { effectWords } from '../../../runs/inspection/verdict-words.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { leadOf } from '../../../tasks/index.ts';
import { useConsent } from '../../clients/consent.ts';
import { secondsFor } from '../../clients/pace.ts';
import { whole } from '../../shared/format.ts';
import type { InspectedRun } from '../stage/inspected-run.ts';
import styles from './diagnosis.module.css';
import { useProbe } from './use-probe.ts';

/** Conversions of a probe, at most. */
const mostCells = 8;

/** What a probe may change, and what takes the cell that it offers. */
export interface Probing {
  readonly reach: ProbeReach;
  /** Null where the settings are locked. */
  readonly take: ((cell: ProbeCell) => void) | null;
}

interface ProbeBoxProps extends Probing {
  readonly run: InspectedRun;
  /** The settings in the form. */
  readonly draft: UntunedSettings;
  /** False until the trials of single settings are done, which are asked for first. */
  readonly wanted: boolean;
}

export function ProbeBox({ run, draft, reach, take, wanted }: ProbeBoxProps) {
  const { spec } = run;
  const perChannel = { ...spec, thresholdScope: 'channel' } as const;
  const seconds = wanted ? secondsFor(mostCells * untunedMacs(spec, perChannel, 0)) : 0;
  const consent = useConsent(`probe ${originKey(spec)}`, seconds);
  const { value: found, failure } = useProbe(spec, reach, wanted && !consent.asks);
  if (!wanted) return null;
  if (consent.asks)
    return (
      <Line
        words={`Other ways to set thresholds, V₀ and firing can be tried without training: about ${whole(consent.seconds)} s for this network.`}
      >
        <Button size="compact-sm" variant="default" onClick={consent.agree}>
          Try them
        </Button>
      </Line>
    );
  if (failure) return <Line words={`Other ways to convert could not be tried: ${failure}`} />;
  if (!found) return <Line words="Trying other ways to set thresholds, V₀ and firing …" />;
  const lead = leadOf(spec);
  const { best, tried } = found;
  if (!best)
    return tried > 1 ? (
      <Line
        words={`Of ${tried} ways to convert without training, none is surely better than the one that is set.`}
      />
    ) : null;
  const isSet = cellKey(best.cell) === cellKey(cellOf(draft));
  return (
    <Line
      words={`Best of ${tried} ways to convert without training: ${cellWords(best.cell, spec)}.`}
      effect={`Effect: ${effectWords(best, found, lead)}. Chosen on ${whole(found.comparedOn)} other ones.${best.cell.biases === 'calibrated' ? ' Of the methods that train, only progressive tandem learning corrects biases: the method Calibration is set, which trains nothing.' : ''}`}
    >
      {take && (
        <Button size="compact-sm" variant="default" disabled={isSet} onClick={() => take(best.cell)}>
          {isSet ? 'Is set' : 'Set this'}
        </Button>
      )}
    </Line>
  );
}

function Line({
  words,
  effect,
  children,
}: {
  readonly words: string;
  readonly effect?: string;
  readonly children?: React.ReactNode;
}) {
  return (
    <div className={styles.verdict} data-probe>
      <div>
        <p aria-live="polite">{words}</p>
        {effect && <p className={styles.effect}>{effect}</p>}
      </div>
      {children}
    </div>
  );
}
