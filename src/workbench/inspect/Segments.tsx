/** A small choice beside a heading. */
import { SegmentedControl } from '@mantine/core';
import styles from './inspect.module.css';

interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

const classNames = { root: styles.segments, indicator: styles.indicator, label: styles.segment } as Record<
  'root' | 'indicator' | 'label',
  string
>;

export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
  return (
    <SegmentedControl
      size="xs"
      classNames={classNames}
      aria-label={label}
      value={value}
      onChange={(choice) => onChange(choice as T)}
      data={[...options]}
    />
  );
}
