/** Makes a link of the settings, on request with what is shown beside them, or for a class. */
import { Button, Modal, Switch, Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import { type HideablePart, hideableParts, withView } from '../../../runs/link/view-part.ts';
import { proofOf } from '../../../runs/proof/prove.ts';
import { findPreset } from '../../../runs/spec/presets/presets.ts';
import { sameExperiment } from '../../../runs/spec/same-experiment.ts';
import { capital } from '../../shared/score-words.ts';
import { shareAddress } from '../../store/address.ts';
import { useWorkbench } from '../../store/store.ts';
import { shownView } from '../../store/view/view-part.ts';
import { partWords } from '../../words/part-words.ts';
import { copyText } from '../share.ts';
import { type ClassChoices, chosenView, framedView, frameSnippet } from './class-link.ts';
import classes from './sharing.module.css';

export function ShareModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Share" size="lg">
      {opened && <LinkForm />}
    </Modal>
  );
}

function LinkForm() {
  const state = useWorkbench((whole) => whole);
  const { viewPart: open, spec, view: page } = state;
  const [proven, setProven] = useState(false);
  const [choices, setChoices] = useState<Omit<ClassChoices, 'proof'>>({
    asShown: true,
    atStep: open.lesson !== null,
    hide: open.hide,
    lock: open.lock,
    projector: open.projector,
  });
  const change = (part: Partial<typeof choices>) => setChoices({ ...choices, ...part });
  const { shown } = state;
  const proof = useMemo(
    () => (shown?.report && sameExperiment(shown.spec, spec) ? proofOf(shown.report) : null),
    [shown, spec],
  );
  const view = chosenView({ ...choices, proof: proven ? proof : null }, shownView(state), open);
  const address = shareAddress(view);
  const snippet = frameSnippet(
    shareAddress(framedView(view)),
    `Spikewise: ${findPreset(spec.preset)?.title ?? spec.preset}`,
  );
  return (
    <div className={classes.form}>
      <Switch
        label="With what is shown"
        description="The link opens the same tab, layer and image."
        checked={choices.asShown}
        onChange={(event) => change({ asShown: event.currentTarget.checked })}
      />
      {page === 'run' && (
        <Switch
          label="With its proof"
          description={
            proof
              ? 'The link carries the curve and a digest of the run on screen; whoever runs it sees whether the same came out.'
              : 'For this, run these settings to the end first.'
          }
          disabled={!proof}
          checked={proven && proof !== null}
          onChange={(event) => setProven(event.currentTarget.checked)}
        />
      )}
      <fieldset className={classes.group}>
        <legend>For a class</legend>
        <Switch
          label="Open at this lesson step"
          description={
            open.lesson === null ? 'No lesson is open.' : `Lesson ${open.lesson}, step ${open.step}.`
          }
          disabled={open.lesson === null}
          checked={choices.atStep}
          onChange={(event) => change({ atStep: event.currentTarget.checked })}
        />
        <Switch
          label="Lock the settings"
          description="They are shown and cannot be changed, until they are unlocked."
          checked={choices.lock}
          onChange={(event) => change({ lock: event.currentTarget.checked })}
        />
        <Switch
          label="For a projector"
          description="Larger type. In a lesson the arrow keys step."
          checked={choices.projector}
          onChange={(event) => change({ projector: event.currentTarget.checked })}
        />
        <HideChoices
          hide={choices.hide}
          // A link to a sweep cannot hide it.
          parts={hideableParts.filter((part) => page === 'run' || part !== 'sweep')}
          onHide={(hide) => change({ hide })}
        />
      </fieldset>
      <Copied label="Link" text={address} button="Copy link" done="Link copied" />
      {!address.endsWith(withView('', view)) && (
        <p className={classes.note}>With this view the link would be too long, so it goes without.</p>
      )}
      {page === 'run' && (
        <Copied
          label="Frame for another page or a notebook"
          text={snippet}
          button="Copy frame"
          done="Frame copied"
        />
      )}
    </div>
  );
}

interface HideChoicesProps {
  readonly hide: readonly HideablePart[];
  readonly parts: readonly HideablePart[];
  readonly onHide: (hide: readonly HideablePart[]) => void;
}

function HideChoices({ hide, parts, onHide }: HideChoicesProps) {
  return (
    <fieldset className={classes.hide}>
      <legend>Hide</legend>
      {parts.map((part) => (
        <label key={part}>
          <input
            type="checkbox"
            checked={hide.includes(part)}
            onChange={({ currentTarget: { checked } }) =>
              onHide(parts.filter((other) => (other === part ? checked : hide.includes(other))))
            }
          />
          {capital(partWords[part])}
        </label>
      ))}
    </fieldset>
  );
}

interface CopiedProps {
  readonly label: string;
  readonly text: string;
  readonly button: string;
  /** Said when it lies in the clipboard. */
  readonly done: string;
}

function Copied({ label, text, button, done }: CopiedProps) {
  return (
    <>
      <Textarea
        label={label}
        value={text}
        readOnly
        autosize
        minRows={2}
        maxRows={6}
        onFocus={(event) => event.currentTarget.select()}
        classNames={{ input: classes.address ?? '' }}
      />
      <Button className={classes.copy} variant="default" onClick={() => void copyText(text, done)}>
        {button}
      </Button>
    </>
  );
}
