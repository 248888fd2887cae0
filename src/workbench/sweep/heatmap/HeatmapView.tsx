/**
 * Shows the heat map with its choices and its legend: the axes, the quantity, and the meaning of
 * the entry that has the focus.
 */

import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core';
import { IconGridDots, IconTable } from '@tabler/icons-react';
import { type RefObject, useMemo, useState } from 'react';
import type { SweepAxis } from '../../../runs/sweep/sweep.ts';
import { leadOf } from '../../../tasks/index.ts';
import { valueWords } from '../../settings/words.ts';
import { findQuantity, type QuantityId, quantitiesOf } from '../../words/quantities.ts';
import type { TakePicture } from '../export/picture.ts';
import { LabelledSelect } from '../LabelledSelect.tsx';
import { cellName, entryName, entryValue, stateWords } from '../results/cell-words.ts';
import { combinationWords, markEntries } from '../results/marks.ts';
import { type Entry, type Fixed, pivot } from '../results/pivot.ts';
import resultClasses from '../results/results.module.css';
import { openCell } from '../store/open-cell.ts';
import type { ShownSweep } from '../use-sweep.ts';
import { seriesName } from '../words.ts';
import { Heatmap } from './Heatmap.tsx';
import { HeatmapTable } from './HeatmapTable.tsx';
import classes from './heatmap.module.css';
import { MapLegend } from './MapLegend.tsx';

export interface HeatmapViewProps {
  readonly shown: ShownSweep;
  readonly picture: RefObject<TakePicture | null>;
}

interface Chosen {
  readonly columns: SweepAxis['field'];
  readonly rows: SweepAxis['field'] | null;
}

/**
 * Returns the axes to begin with. The window goes across, as in the paper's figures; the axis with
 * the next most values goes down.
 */
function usualAxes(axes: readonly SweepAxis[]): Chosen {
  const byLength = axes.toSorted((a, b) => b.values.length - a.values.length);
  const columns = axes.find(({ field }) => field === 'timeSteps') ?? byLength[0]!;
  return { columns: columns.field, rows: byLength.find((axis) => axis !== columns)?.field ?? null };
}

export function HeatmapView({ shown, picture }: HeatmapViewProps) {
  const { axes, base } = shown.sweep;
  const metric = leadOf(base);
  const [quantityId, setQuantity] = useState<QuantityId>('score');
  const [chosen, setChosen] = useState(() => usualAxes(axes));
  const [fixed, setFixed] = useState<Fixed>({});
  const [focus, setFocus] = useState<{ row: number; column: number } | null>(null);
  const [table, setTable] = useState(false);
  const quantity = findQuantity(base, quantityId);
  const columns = axes.find(({ field }) => field === chosen.columns)!;
  const rows = axes.find(({ field }) => field === chosen.rows) ?? null;
  const map = useMemo(
    () => pivot(shown.views, axes, { columns, rows, fixed }, quantity),
    [shown.views, axes, columns, rows, fixed, quantity],
  );
  const marked = useMemo(
    () => markEntries(map.entries, shown.rows, metric),
    [map.entries, shown.rows, metric],
  );
  const others = axes.filter((axis) => axis !== columns && axis !== rows && axis.values.length > 1);
  const inHand = focus
    ? (map.entries.find((e) => e.row === focus.row && e.column === focus.column) ?? null)
    : null;

  const open = (entry: Entry) => {
    const ended = entry.views.filter(({ result }) => result?.report);
    setFocus(entry);
    if (ended.length === 1) void openCell(shown.id, ended[0]!.result!);
  };
  const axisSelect = (label: string, value: SweepAxis, choose: (axis: SweepAxis) => void) => (
    <LabelledSelect
      label={label}
      value={value.field}
      options={axes.map(({ field }) => ({ value: field, label: seriesName(field) }))}
      onChange={(name) => choose(axes.find(({ field }) => field === name)!)}
    />
  );

  const below = (
    <>
      <MapLegend
        map={map}
        quantity={quantity}
        metric={metric}
        marked={marked}
        best={marked.bestRow ? combinationWords(axes, marked.bestRow.values) : null}
      />
      <div className={classes.hand} role="status">
        {inHand ? (
          <>
            <span>
              <b>{entryName(inHand, map)}</b> {entryValue(inHand, quantity)}
            </span>
            <span className={classes.cells}>
              {inHand.views.map((view) =>
                view.result?.report ? (
                  <button
                    key={view.cell.key}
                    type="button"
                    className={resultClasses.open}
                    onClick={() => void openCell(shown.id, view.result!)}
                  >
                    open {inHand.views.length > 1 ? cellName(view, shown.sweep) : 'its run'}
                  </button>
                ) : (
                  inHand.views.length > 1 && (
                    <span key={view.cell.key}>
                      {cellName(view, shown.sweep)}: {stateWords[view.state]}
                    </span>
                  )
                ),
              )}
              {inHand.views.map(
                ({ cell, result }) =>
                  result?.failure && (
                    <span key={cell.key} className={resultClasses.why}>
                      {result.failure}
                    </span>
                  ),
              )}
            </span>
          </>
        ) : (
          <span>Point at a cell to read it, click to open its run; with keys: arrows and Enter.</span>
        )}
      </div>
    </>
  );

  return (
    <>
      <div className={resultClasses.controls}>
        <NativeSelect
          size="xs"
          aria-label="Quantity"
          value={quantityId}
          data={quantitiesOf(base).map(({ id, label }) => ({ value: id, label }))}
          onChange={(event) => setQuantity(event.currentTarget.value as QuantityId)}
        />
        {axes.length > 1 && rows && (
          <>
            {axisSelect('across', columns, (axis) => {
              setFocus(null);
              setChosen({ columns: axis.field, rows: axis === rows ? columns.field : rows.field });
            })}
            {axisSelect('down', rows, (axis) => {
              setFocus(null);
              setChosen({ rows: axis.field, columns: axis === columns ? rows.field : columns.field });
            })}
          </>
        )}
        {others.map((axis) => (
          <LabelledSelect
            key={axis.field}
            label={seriesName(axis.field)}
            value={String(fixed[axis.field] ?? 'mean')}
            options={[
              { value: 'mean', label: 'mean over all' },
              ...axis.values.map((value, i) => ({ value: String(i), label: valueWords(axis.field, value) })),
            ]}
            onChange={(value) => {
              const { [axis.field]: _, ...rest } = fixed;
              setFixed(value === 'mean' ? rest : { ...rest, [axis.field]: Number(value) });
            }}
          />
        ))}
        <Tooltip label={table ? 'Show the heat map' : 'Show the same numbers as a table'}>
          <ActionIcon
            className={resultClasses.last}
            variant="default"
            size={28}
            aria-label={table ? 'Heat map' : 'As a table'}
            onClick={() => setTable(!table)}
          >
            {table ? <IconGridDots size={15} /> : <IconTable size={15} />}
          </ActionIcon>
        </Tooltip>
      </div>
      {table ? (
        <HeatmapTable map={map} quantity={quantity} marked={marked} onOpen={open} />
      ) : (
        <Heatmap
          map={map}
          quantity={quantity}
          metric={metric}
          marked={marked}
          focus={focus}
          onFocus={setFocus}
          onOpen={open}
          picture={picture}
        >
          {below}
        </Heatmap>
      )}
      {table && below}
    </>
  );
}
