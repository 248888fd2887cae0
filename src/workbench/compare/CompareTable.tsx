import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBarToLeft, IconX } from '@tabler/icons-react';
import { LineSample } from '../progress/chart/LineSample.tsx';
import { Hint } from '../shared/Hint.tsx';
import { toggleCompared } from '../store/compared.ts';
import { showRun } from '../store/runs.ts';
import { BestMark } from './BestMark.tsx';
import classes from './compare.module.css';
import type { Column } from './comparison.ts';
import type { Cell, Group, Row } from './table.ts';

export interface CompareTableProps {
  readonly columns: readonly Column[];
  readonly groups: readonly Group[];
}

export function CompareTable({ columns, groups }: CompareTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={classes.scroll} tabIndex={0} aria-label="Runs side by side">
      <table className={classes.table}>
        <thead>
          <tr>
            <td>
              <small className={classes.columnNote}>differences are from run 1</small>
            </td>
            {columns.map((column, i) => (
              <ColumnHead key={column.id} column={column} number={i + 1} />
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <GroupRows key={group.title} group={group} columns={columns} />
        ))}
      </table>
    </section>
  );
}

function ColumnHead({ column, number }: { column: Column; number: number }) {
  const { id, label, name, shortfall, best } = column;
  return (
    <th scope="col">
      <span className={classes.columnHead}>
        {best && <BestMark />}
        <LineSample number={number} />
        {number > 1 && (
          <span className={classes.columnTools}>
            <Tooltip label="Show this one: the others are then compared with it">
              <ActionIcon
                variant="subtle"
                size={24}
                aria-label={`Make ${label} the first run`}
                onClick={() => void showRun(id)}
              >
                <IconArrowBarToLeft size={15} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Take out">
              <ActionIcon
                variant="subtle"
                size={24}
                aria-label={`Take ${label} out`}
                onClick={() => toggleCompared(id)}
              >
                <IconX size={15} />
              </ActionIcon>
            </Tooltip>
          </span>
        )}
      </span>
      <b className={classes.columnName} title={name}>
        {label}
      </b>
      <small className={classes.columnNote}>{shortfall ?? (number === 1 ? 'on screen' : '\u00a0')}</small>
    </th>
  );
}

function GroupRows({ group, columns }: { group: Group; columns: readonly Column[] }) {
  return (
    <tbody>
      <tr className={classes.group}>
        <th scope="rowgroup" colSpan={columns.length + 1}>
          <span>
            {group.title} {group.note && <small>{group.note}</small>}
          </span>
        </th>
      </tr>
      {group.rows.map((row) => (
        <RowCells key={row.label} row={row} columns={columns} />
      ))}
    </tbody>
  );
}

function RowCells({ row, columns }: { row: Row; columns: readonly Column[] }) {
  return (
    <tr>
      <th scope="row">
        <Hint label={row.help}>{row.label}</Hint>
      </th>
      {columns.map(({ id }, i) => {
        const cell = row.cells[i];
        return (
          <td key={id} data-words={typeof cell?.value === 'string' || undefined}>
            {cell && <CellWords cell={cell} />}
          </td>
        );
      })}
    </tr>
  );
}

function CellWords({ cell: { words, difference } }: { cell: Cell }) {
  return (
    <>
      {words}
      {difference && <small>{difference}</small>}
    </>
  );
}
