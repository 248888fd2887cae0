/**
 * One layer: its fields, what it gives and costs, and the buttons that move, copy and remove it.
 * Alt with an arrow key moves it too.
 */
import { Button } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { whole } from '../shared/format.ts';
import { costWords } from './cost-words.ts';
import { edit } from './editor.ts';
import { Field } from './Field.tsx';
import classes from './network.module.css';
import { RowButtons } from './RowButtons.tsx';
import { type RowCheck, shapeWords } from './rows/check.ts';
import { moveRow, setField } from './rows/edits.ts';
import type { RowFigures } from './rows/figures.ts';
import type { Mend } from './rows/mends.ts';
import { formOf, type Row, shownFields } from './rows/row.ts';
import type { EpochCost } from './rows/stage-cost.ts';
import type { Dragging } from './use-drag.ts';

export interface EditorRowProps {
  readonly row: Row;
  readonly check: RowCheck;
  readonly figures: RowFigures | null;
  readonly cost: EpochCost | null;
  readonly mend: Mend | null;
  readonly drag: Dragging;
  readonly isOutput: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function moveByKey(event: KeyboardEvent, id: number): void {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
  event.preventDefault();
  edit((draft) => moveRow(draft, id, event.key === 'ArrowUp' ? -1 : 1));
}

export function EditorRow({
  row,
  check,
  figures,
  cost,
  mend,
  drag,
  isOutput,
  isFirst,
  isLast,
}: EditorRowProps) {
  const title = isOutput ? 'Outputs' : formOf(row).title;
  const name = check.records.find(({ kind }) => kind === row.kind)?.name ?? title;
  const problemId = `network-row-${row.id}-problem`;
  return (
    <li
      className={classes.row}
      aria-label={name === title ? title : `${title} ${name}`}
      data-wrong={check.problem !== null || undefined}
      onKeyDown={(event) => moveByKey(event, row.id)}
      {...drag.row(row.id)}
    >
      <div className={classes.layer}>
        <span className={classes.handle} title="Drag to move" {...drag.handle(row.id)}>
          <IconGripVertical size={16} aria-hidden />
        </span>
        <span className={classes.name}>
          {title}
          {name !== title && <small>{name}</small>}
        </span>
        <div className={classes.fields}>
          {shownFields(row).map((field) => (
            <Field
              key={field.name}
              id={`network-row-${row.id}-${field.name}`}
              label={field.label}
              value={row.values[field.name] ?? ''}
              help={field.help}
              empty={field.empty}
              wrong={check.problem !== null}
              describedBy={check.problem === null ? undefined : problemId}
              onChange={(typed) =>
                edit((draft) => setField(draft, row.id, field.name, typed), `${row.id} ${field.name}`)
              }
            />
          ))}
        </div>
      </div>
      <Figure name="Gives">{check.handsOn ? shapeWords(check.handsOn) : '–'}</Figure>
      <Figure name="Parameters">{figures ? whole(figures.parameters) : '–'}</Figure>
      <Figure name="MACs">{figures ? whole(figures.macs) : '–'}</Figure>
      <Figure name="Stage epoch">{cost ? costWords(cost) : '–'}</Figure>
      <RowButtons id={row.id} name={name} isFirst={isFirst} isLast={isLast} />
      {check.problem !== null && (
        <p id={problemId} className={classes.problem} role="alert">
          {check.problem}{' '}
          {mend && (
            <Button variant="default" size="compact-xs" onClick={() => edit(mend.edit)}>
              {mend.words}
            </Button>
          )}
        </p>
      )}
    </li>
  );
}

function Figure({ name, children }: { name: string; children: string }) {
  return (
    <span className={classes.figure}>
      <span className={classes.figureName}>{name}</span>
      {children}
    </span>
  );
}
