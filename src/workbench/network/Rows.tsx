/**
 * The rows of the editor, the input first. The control that had the focus keeps it when its row
 * moves; when its row is removed, that of the row in its place has it.
 */
import { useLayoutEffect, useRef } from 'react';
import { EditorRow } from './EditorRow.tsx';
import { InputRow } from './InputRow.tsx';
import classes from './network.module.css';
import { figuresOf } from './rows/figures.ts';
import { rowMend } from './rows/mends.ts';
import type { DraftView } from './use-draft.ts';
import { useDrag } from './use-drag.ts';

const columns = ['Layer', 'Gives', 'Parameters', 'MACs', 'Stage epoch'] as const;

function controlOf(id: number | undefined, control: string): HTMLElement | null {
  return document.getElementById(`network-row-${id}-${control}`);
}

export function Rows({ view }: { view: DraftView }) {
  const { draft, check, costs, task, data } = view;
  const drag = useDrag();
  const list = useRef<HTMLDivElement>(null);
  const focused = useRef<{ readonly id: number; readonly at: number; readonly control: string } | null>(null);
  useLayoutEffect(() => {
    if (!focused.current || document.activeElement !== document.body) return;
    const { id, at, control } = focused.current;
    const beside = draft.rows[Math.min(at, draft.rows.length - 1)]?.id;
    (controlOf(id, control) ?? controlOf(beside, control) ?? list.current)?.focus();
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notes where the focus is
    <div
      ref={list}
      tabIndex={-1}
      className={classes.rows}
      onFocus={({ target }) => {
        const [, id, control] = /^network-row-(\d+)-(.+)$/.exec(target.id) ?? [];
        const at = draft.rows.findIndex((row) => row.id === Number(id));
        focused.current = control === undefined ? null : { id: Number(id), at, control };
      }}
      onBlur={(event) => {
        if (event.relatedTarget) focused.current = null;
      }}
    >
      <div className={classes.columns} aria-hidden>
        {columns.map((words) => (
          <span key={words}>{words}</span>
        ))}
      </div>
      <ol className={classes.list} aria-label="Layers">
        <InputRow draft={draft} check={check.input} />
        {draft.rows.map((row, i) => {
          const rowCheck = check.rows[i]!;
          const figures = figuresOf(rowCheck);
          const isLast = i === draft.rows.length - 1;
          return (
            <EditorRow
              key={row.id}
              row={row}
              check={rowCheck}
              figures={figures}
              cost={(figures && costs.stages.get(figures.layer)) ?? null}
              mend={rowCheck.problem === null ? null : rowMend(row, isLast, task, data)}
              isOutput={isLast && row.kind === 'dense'}
              drag={drag}
              isFirst={i === 0}
              isLast={isLast}
            />
          );
        })}
      </ol>
    </div>
  );
}
