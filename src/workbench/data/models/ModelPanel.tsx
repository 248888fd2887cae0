/** Shows what becomes of each layer of a network before it is used, and asks what is open. */

import { Alert, Button } from '@mantine/core';
import { modelShelf } from '../../../exchange/own-models.ts';
import type { ModelReading, PoolingOutcome } from '../../../runs/models/import-model.ts';
import { writeCount } from '../../../tasks/writing.ts';
import { discard } from '../../store/importing.ts';
import { keepModel } from '../../store/models/finish-import.ts';
import { wantedModel } from '../../store/presence.ts';
import type { ImportingModel } from '../../store/state.ts';
import { useWorkbench } from '../../store/store.ts';
import { bytesWords } from '../../words/progress-words.ts';
import classes from '../data.module.css';
import { differenceWords } from './model-words.ts';
import { PoolingQuestion } from './PoolingQuestion.tsx';
import { ReportTable } from './ReportTable.tsx';
import { ScalingQuestion } from './ScalingQuestion.tsx';

type Read = Extract<ImportingModel, { kind: 'modelRead' }>;

export function ModelPanel({ importing }: { readonly importing: Read }) {
  const { name, reading, pooling, problem, keeping } = importing;
  const outcome = outcomeOf(reading, pooling);
  const refused = outcome.lines.filter(({ verdict }) => verdict === 'refused');
  const open = reading.asks && pooling === null;
  return (
    <div className={classes.preview}>
      <Wanted importing={importing} />
      {refused.length > 0 && (
        <Alert className={classes.refused ?? ''} role="alert" title="This network cannot spike as it is">
          <ul>
            {refused.map(({ layer, words, remedy }) => (
              <li key={layer}>
                <b>{layer}</b>: {words}. {remedy && `${remedy}.`}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <p>
        <b className={classes.name}>{name}</b>: {reading.format}, {bytesWords(reading.bytes)}, inputs of{' '}
        {reading.inputShape.join('×')}.{' '}
        {reading.difference && <span role="note">{differenceWords(reading.difference)}</span>}
      </p>
      <ReportTable lines={outcome.lines} />
      {outcome.notation && (
        <p>
          In the notation: <span className={classes.hash}>{outcome.notation}</span>
        </p>
      )}
      {reading.asks && <PoolingQuestion reading={reading} pooling={pooling} disabled={keeping} />}
      <ScalingQuestion reading={reading} disabled={keeping} />
      {problem && (
        <p className={classes.problem} role="alert">
          {problem} It can still be used for this visit.
        </p>
      )}
      <div className={classes.decide}>
        {outcome.notation && (
          <Button size="compact-md" loading={keeping} disabled={open} onClick={() => void keepModel()}>
            {importing.other ? 'Keep and use it anyway' : 'Keep and use'}
          </Button>
        )}
        {problem && outcome.notation && (
          <Button
            variant="default"
            size="compact-md"
            disabled={keeping || open}
            onClick={() => void keepModel('visit')}
          >
            Use for this visit
          </Button>
        )}
        <Button variant="subtle" size="compact-md" disabled={keeping} onClick={discard}>
          Discard
        </Button>
        {open && outcome.notation && <p className={classes.faint}>Choose first what max pooling becomes.</p>}
      </div>
    </div>
  );
}

/** Returns the network with the choice, or as it is in the file until there is one. */
function outcomeOf({ outcomes }: ModelReading, pooling: Read['pooling']): PoolingOutcome {
  return outcomes.find(({ choice }) => choice === pooling) ?? outcomes[0]!;
}

/** Says which file is wanted, and whether this was the one. */
function Wanted({ importing: { other } }: { readonly importing: Read }) {
  const wanted = useWorkbench(wantedModel);
  if (wanted === null) return null;
  const source = modelShelf.sourceOf(wanted);
  const file =
    source && `${source.title}${source.bytes === null ? '' : ` (${writeCount(source.bytes)} bytes)`}`;
  if (!other)
    return (
      <Alert className={classes.notice ?? ''} role="status">
        These settings ask for the network {wanted.slice(0, 20)}…{file && `, made from ${file}`}. Its choices
        are filled in.
      </Alert>
    );
  return (
    <Alert className={classes.refused ?? ''} role="alert" title="Not the network that these settings ask for">
      They ask for {wanted.slice(0, 20)}…{file && `, made from ${file}`}, and this is{' '}
      {other.facts.id.slice(0, 20)}…: another file, or other choices. Using it makes another experiment.
    </Alert>
  );
}
