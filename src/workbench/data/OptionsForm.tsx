/** The choices that some formats need: size and colour of images, column of the class, split. */
import { NumberInput, Select, TextInput } from '@mantine/core';
import type { ReadOptions } from '../../datasets/formats/format.ts';
import { mostSeed } from '../../datasets/own/data-file.ts';
import classes from './data.module.css';

interface OptionsFormProps {
  readonly options: ReadOptions;
  readonly onChange: (options: ReadOptions) => void;
}

const mostSide = 4096;

/** Returns the options without those that are undefined. */
function cleaned({ fit, colour, size, labelColumn, splitSeed }: Loose): ReadOptions {
  return {
    fit,
    colour,
    ...(size && { size }),
    ...(labelColumn && { labelColumn }),
    ...(splitSeed !== undefined && { splitSeed }),
  };
}

type Loose = { readonly [K in keyof ReadOptions]: ReadOptions[K] | undefined } & Pick<
  ReadOptions,
  'fit' | 'colour'
>;

function whole(value: string | number, most: number): number | undefined {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most ? Number(value) : undefined;
}

export function OptionsForm({ options, onChange }: OptionsFormProps) {
  const set = (change: Partial<Loose>) => onChange(cleaned({ ...options, ...change }));
  const side = options.size?.[0];
  return (
    <div className={classes.options}>
      <NumberInput
        size="xs"
        label="Image size"
        description="Height and width in pixels; empty: as they are, all the same."
        min={1}
        max={mostSide}
        allowDecimal={false}
        value={side ?? ''}
        onChange={(value) => {
          const length = whole(value, mostSide);
          set({ size: length === undefined ? undefined : [length, length] });
        }}
      />
      <Select
        size="xs"
        label="Where proportions differ"
        description="Only with a size."
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={[
          { value: 'crop', label: 'Cut the middle out' },
          { value: 'stretch', label: 'Stretch' },
        ]}
        value={options.fit}
        onChange={(fit) => fit && set({ fit: fit as ReadOptions['fit'] })}
      />
      <Select
        size="xs"
        label="Colour"
        description="Of images."
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={[
          { value: 'auto', label: 'Grey if all are' },
          { value: 'grey', label: 'Grey' },
          { value: 'colour', label: 'Colour' },
        ]}
        value={options.colour}
        onChange={(colour) => colour && set({ colour: colour as ReadOptions['colour'] })}
      />
      <TextInput
        size="xs"
        label="Column with the class"
        description="Of a table; empty: label, class, target or the last."
        maxLength={200}
        value={options.labelColumn ?? ''}
        onChange={(event) => set({ labelColumn: event.currentTarget.value })}
      />
      <NumberInput
        size="xs"
        label="Seed of the split"
        description="Where the set names none; empty: the usual one."
        min={1}
        max={mostSeed}
        allowDecimal={false}
        value={options.splitSeed ?? ''}
        onChange={(value) => set({ splitSeed: whole(value, mostSeed) })}
      />
    </div>
  );
}
