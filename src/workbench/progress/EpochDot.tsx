/** Marks epoch 0, the network just converted; the epochs between are the line's business. */
import type { ReactElement } from 'react';
import type { ChartRow } from './chart-layout.ts';

export function EpochDot(props: {
  readonly cx?: number;
  readonly cy?: number;
  readonly payload?: unknown;
  readonly key?: unknown;
}): ReactElement {
  const { cx, cy } = props;
  const row = props.payload as ChartRow | undefined;
  const fresh = row?.row && row.epoch === 0 && row.stage > 0;
  if (!fresh || cx === undefined || cy === undefined) return <g key={row?.x} />;
  return (
    <circle key={row.x} cx={cx} cy={cy} r={3.4} fill="var(--panel)" stroke="var(--spike)" strokeWidth={1.8} />
  );
}
