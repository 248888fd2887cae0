/** Counts the examples of each class and split; long lists can be searched. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { splitNames } from '../../datasets/counts.ts';
import type { Preview } from '../../datasets/own/preview.ts';
import { writeCount } from '../../tasks/writing.ts';
import classes from './data.module.css';

interface ClassCountsProps {
  readonly classNames: readonly string[];
  readonly counts: Preview['counts'];
}

/** Fewest classes that can be searched. */
const fewestSearched = 15;

export function ClassCounts({ classNames, counts }: ClassCountsProps) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const rows = classNames.flatMap((name, i) => (name.toLowerCase().includes(wanted) ? [{ name, i }] : []));
  return (
    <section aria-label="Examples of each class">
      {classNames.length >= fewestSearched && (
        <TextInput
          size="xs"
          aria-label="Search classes"
          placeholder={`Search ${writeCount(classNames.length)} classes`}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className={classes.scroll} tabIndex={0} aria-label="Table of classes">
        <table className={classes.counts}>
          <thead className={classes.head}>
            <tr>
              <th scope="col">class</th>
              {splitNames.map((split) => (
                <th key={split} scope="col">
                  {split}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, i }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {splitNames.map((split) => (
                  <td key={split}>{writeCount(counts[split][i] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p>No class has such a name.</p>}
      </section>
    </section>
  );
}
