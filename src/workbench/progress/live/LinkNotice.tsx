/**
 * Describes a link whose experiment has not been run in this browser, and says what to press for
 * it.
 */
import { linkOfOtherEngine } from '../../../runs/records/other-engine.ts';
import { findPreset } from '../../../runs/spec/presets/presets.ts';
import { runName } from '../../../runs/spec/run-name.ts';
import { presetSpec } from '../../../runs/spec/spec.ts';
import { useWorkbench } from '../../store/store.ts';
import { methodWords } from '../../words/method-words.ts';
import classes from './notice.module.css';

/** Shows the notice until a run is on screen, or a setting makes it another experiment. */
export function LinkNotice() {
  const link = useWorkbench(({ link, spec, shown, runsLoaded }) =>
    runsLoaded && shown === null && spec === link ? link : null,
  );
  const engine = useWorkbench(({ linkEngine }) => linkOfOtherEngine(linkEngine));
  const others = useWorkbench(({ runs }) => runs.length > 0);
  if (!link) return null;
  return (
    <div className={classes.notice} role="status">
      <div>
        This link:{' '}
        <b>
          {findPreset(link.preset)?.title ?? link.preset} · {runName(link, presetSpec(link.preset))}
        </b>
        , not yet run in this browser. Press <b>▶ {methodWords(link.method).start}</b>.
        {others && ' The runs listed below are other experiments.'}
        {engine && ` ${engine}`}
      </div>
    </div>
  );
}
