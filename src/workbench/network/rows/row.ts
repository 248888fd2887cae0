/**
 * A row of the editor is one part of the notation, with the texts of its fields as they were typed,
 * so that a half-typed number stays. A kind without a form of its own is edited as its text.
 */
export interface RowField {
  readonly name: string;
  readonly label: string;
  /** One sentence that says what can be typed. */
  readonly help: string;
  /** Written in an empty field: what the network takes in its place. */
  readonly empty?: string;
  /** Whether the field is shown only where it does not have its usual value. */
  readonly rare?: true;
}

type Values = Readonly<Record<string, string>>;

interface RowForm {
  readonly title: string;
  readonly fields: readonly RowField[];
  /** The fields of a row that is added, beside those that it takes from its neighbours. */
  readonly usual: Values;
  write(values: Values): string;
  /** Returns the values of a part that the notation wrote, or null when it is of another kind. */
  read(part: string): Values | null;
}

function reader(pattern: RegExp): RowForm['read'] {
  return (part) => {
    const groups = pattern.exec(part)?.groups;
    return groups
      ? Object.fromEntries(Object.entries(groups).filter(([, text]) => text !== undefined))
      : null;
  };
}

const norm = {
  name: 'norm',
  label: 'Batch norm',
  help: '0 leaves batch norm out; left empty, the layer has it.',
  empty: 'yes',
  rare: true,
} as const;

const writeNorm = (norm: string | undefined) => (norm ? `n${norm}` : '');

const pairHelp = 'one number, or two with an x between them: vertical and horizontal';

function poolForm(title: string, letter: string): RowForm {
  return {
    title,
    fields: [
      { name: 'window', label: 'Window', help: `Pixels, or frames of a signal, of a window: ${pairHelp}.` },
    ],
    usual: { window: '2' },
    write: ({ window }) => `${letter}${window}`,
    read: reader(new RegExp(`^${letter}(?<window>[\\dx]+)$`)),
  };
}

export const rowForms = {
  conv2d: {
    title: 'Convolution',
    fields: [
      { name: 'filters', label: 'Filters', help: 'Number of filters, which are the channels it gives.' },
      { name: 'kernel', label: 'Kernel', help: `Size of the kernel: ${pairHelp}.` },
      {
        name: 'stride',
        label: 'Stride',
        help: `Pixels, or frames of a signal, from window to window: ${pairHelp}.`,
      },
      {
        name: 'padding',
        label: 'Padding',
        help: 'Zeros around what arrives; left empty, its size stays the same at stride 1.',
        empty: 'same',
      },
      {
        name: 'dilation',
        label: 'Dilation',
        help: `Pixels, or frames of a signal, between taps of the kernel: ${pairHelp}.`,
        rare: true,
      },
      norm,
    ],
    usual: { filters: '16', kernel: '3', stride: '1', padding: '', dilation: '1' },
    write: ({ filters, kernel, stride, padding, dilation, norm }) =>
      `c${filters}k${kernel}s${stride}${dilation === '1' ? '' : `d${dilation}`}${padding === '' ? '' : `p${padding}`}${writeNorm(norm)}`,
    read: (part) => {
      const found = readConvolution(part);
      return found && { kernel: '3', padding: '', dilation: '1', ...found };
    },
  },
  averagePool: poolForm('Average pooling', 'a'),
  maxPool: poolForm('Max pooling', 'm'),
  dense: {
    title: 'Dense',
    fields: [{ name: 'units', label: 'Units', help: 'Number of neurons, each with all inputs.' }, norm],
    usual: { units: '64' },
    write: ({ units, norm }) => `${units}${writeNorm(norm)}`,
    read: reader(/^(?<units>\d+)(?:n(?<norm>0))?$/),
  },
  encoder: {
    title: 'Encoder',
    fields: [
      { name: 'filters', label: 'Filters', help: 'Number of filters, which are the channels of a frame.' },
      { name: 'length', label: 'Length', help: 'Samples of a filter.' },
      { name: 'stride', label: 'Stride', help: 'Samples from frame to frame.' },
    ],
    usual: { filters: '64', length: '20', stride: '10' },
    write: ({ filters, length, stride }) => `e${filters}k${length}s${stride}`,
    read: reader(/^e(?<filters>\d+)k(?<length>\d+)s(?<stride>\d+)$/),
  },
  part: {
    title: 'Layer',
    fields: [{ name: 'part', label: 'Notation', help: 'A layer in the notation.' }],
    usual: { part: '' },
    write: ({ part }) => `${part}`,
    read: (part) => ({ part }),
  },
} as const satisfies Record<string, RowForm>;

const readConvolution = reader(
  /^c(?<filters>\d+)(?:k(?<kernel>[\dx]+))?s(?<stride>[\dx]+)(?:d(?<dilation>[\dx]+))?(?:p(?<padding>[\dx+]+))?(?:n(?<norm>0))?$/,
);

export type RowKind = keyof typeof rowForms;

/** The kinds that can be added, in the order of the buttons. */
export const addedKinds = ['conv2d', 'dense', 'averagePool', 'maxPool'] as const satisfies readonly RowKind[];

export interface Row {
  /** Tells the rows of one editor apart, wherever they move. */
  readonly id: number;
  readonly kind: RowKind;
  readonly values: Values;
}

export function formOf({ kind }: Pick<Row, 'kind'>): RowForm {
  return rowForms[kind];
}

/** Returns the part of the notation that a row stands for, whether it can be read or not. */
export function partOf(row: Pick<Row, 'kind' | 'values'>): string {
  return formOf(row).write(row.values);
}

/** Returns the row of a part of the notation. */
export function rowOf(part: string, id: number): Row | null {
  for (const kind of Object.keys(rowForms) as RowKind[]) {
    const values = rowForms[kind].read(part);
    if (values) return { id, kind, values };
  }
  return null;
}

/** Returns the fields to show of a row. */
export function shownFields(row: Row): readonly RowField[] {
  const form = formOf(row);
  return form.fields.filter(({ name, rare }) => !rare || row.values[name] !== form.usual[name]);
}
