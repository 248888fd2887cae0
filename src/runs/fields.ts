/**
 * Every setting of a run, once: its range, its words, its place in the paper and its key in a share link.
 * The schema, the link codec, the settings panel and the command line all read this table.
 */

interface FieldBase {
  /** Short key in the share link. */
  readonly link: string;
  readonly label: string;
  /** One sentence of help. */
  readonly help: string;
  /** Where the paper (or the design's own choice) stands on it. */
  readonly reference: string;
  readonly group: 'window' | 'tuning' | 'hardware' | 'data' | 'network' | 'machine';
}

export interface NumberField extends FieldBase {
  readonly kind: 'integer' | 'number';
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface SwitchField extends FieldBase {
  readonly kind: 'switch';
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly minLength: number;
  readonly maxLength: number;
}

/** A whole number, or no limit at all. */
export interface LimitField extends FieldBase {
  readonly kind: 'limit';
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

/** The value of a limit field that limits nothing. */
export const noLimit = 'none';

export type Field = NumberField | ChoiceField | SwitchField | TextField | LimitField;

export const fields = {
  dataset: {
    kind: 'choice',
    link: 'data',
    label: 'Data set',
    help: 'The images the network learns and is judged on.',
    reference: '§5.1',
    group: 'data',
    options: [{ value: 'mnist', label: 'MNIST' }],
  },
  network: {
    kind: 'text',
    link: 'net',
    label: 'Network',
    help: 'Layers in the paper’s notation: c16s2 is a 3×3 convolution with 16 filters and stride 2, a number is a dense layer.',
    reference: '§5.1',
    group: 'network',
    minLength: 1,
    maxLength: 200,
  },
  start: {
    kind: 'choice',
    link: 'start',
    label: 'Start from',
    help: 'The shipped pre-trained network, or random weights trained here first.',
    reference: '§3.1',
    group: 'network',
    options: [
      { value: 'checkpoint', label: 'Pre-trained' },
      { value: 'scratch', label: 'From scratch' },
    ],
  },
  timeSteps: {
    kind: 'integer',
    link: 'ns',
    label: 'Time steps Ns',
    help: 'Most spikes a neuron can send per image. More steps give finer numbers and a slower answer.',
    reference: '§3.1, Eq. 6',
    group: 'window',
    min: 1,
    max: 64,
    unit: 'steps',
  },
  percentile: {
    kind: 'number',
    link: 'pct',
    label: 'Upper bound',
    help: 'The activation percentile that uses the full window; what lies above it saturates. 100 is the maximum.',
    reference: '§3.3',
    group: 'window',
    min: 50,
    max: 100,
    unit: 'percentile',
  },
  thresholdScope: {
    kind: 'choice',
    link: 'scope',
    label: 'Threshold per',
    help: 'One threshold for a whole layer, or one for each of its channels.',
    reference: '§3.3',
    group: 'window',
    options: [
      { value: 'layer', label: 'layer' },
      { value: 'channel', label: 'channel' },
    ],
  },
  initialPotential: {
    kind: 'choice',
    link: 'v0',
    label: 'First potential V₀',
    help: 'Where the membrane starts: at 0 counts are rounded down, at ϑ/2 to the nearest.',
    reference: 'Eq. 4, Eq. 10',
    group: 'window',
    options: [
      { value: 'zero', label: '0 (paper)' },
      { value: 'half', label: 'ϑ/2' },
    ],
  },
  firstLayerBias: {
    kind: 'choice',
    link: 'bias1',
    label: 'First-layer bias',
    help: 'Whether the first layer’s bias arrives with the image at step 1 or is spread over the window as in the released code.',
    reference: '§3.4',
    group: 'window',
    options: [
      { value: 'firstStep', label: 'first step' },
      { value: 'spread', label: 'spread' },
    ],
  },
  calibrationCount: {
    kind: 'integer',
    link: 'cal',
    label: 'Calibration images',
    help: 'Training images whose activations set the thresholds; thresholds per channel use at least 1,000.',
    reference: '§3.3',
    group: 'window',
    min: 32,
    max: 10000,
    unit: 'images',
  },
  patience: {
    kind: 'integer',
    link: 'tp',
    label: 'Patience Tp',
    help: 'Epochs without a better validation result before the layer is frozen.',
    reference: '§4.2',
    group: 'tuning',
    min: 1,
    max: 20,
    unit: 'epochs',
  },
  maxStageEpochs: {
    kind: 'integer',
    link: 'max',
    label: 'Most epochs per stage',
    help: 'A stage ends here even if it still improves; 0 converts without fine-tuning.',
    reference: '§4.2',
    group: 'tuning',
    min: 0,
    max: 100,
    unit: 'epochs',
  },
  criterion: {
    kind: 'choice',
    link: 'by',
    label: 'Judge epochs by',
    help: 'Which validation figure resets the patience counter and picks the weights that are kept.',
    reference: '§4.2, Algorithm 1',
    group: 'tuning',
    options: [
      { value: 'loss', label: 'loss' },
      { value: 'accuracy', label: 'accuracy' },
    ],
  },
  learningRate: {
    kind: 'number',
    link: 'lr',
    label: 'Learning rate',
    help: 'Step size of Adam while fine-tuning; each stage starts a fresh Adam at this rate.',
    reference: '§5.1',
    group: 'tuning',
    min: 1e-7,
    max: 0.1,
    unit: '',
  },
  decayEpoch: {
    kind: 'integer',
    link: 'decay',
    label: 'Rate ÷ 10 at epoch',
    help: 'Fine-tuning epoch of the whole run from which the rate is a tenth; 0 is never.',
    reference: '§5.1',
    group: 'tuning',
    min: 0,
    max: 1000,
    unit: 'epochs',
  },
  batchSize: {
    kind: 'integer',
    link: 'batch',
    label: 'Batch',
    help: 'Images per training step.',
    reference: '§5.1',
    group: 'tuning',
    min: 8,
    max: 512,
    unit: 'images',
  },
  trainCoupledLayer: {
    kind: 'switch',
    link: 'coupled',
    label: 'Train the coupled layer',
    help: 'Off reproduces the released code, which freezes the layer it has just converted from stage 2 on.',
    reference: '§4.1',
    group: 'tuning',
  },
  foldThreshold: {
    kind: 'switch',
    link: 'fold',
    label: 'Fold ϑ into the next layer',
    help: 'Off leaves spikes worth 1 where activations were worth ϑ, as in the released code.',
    reference: '§3.2',
    group: 'tuning',
  },
  readoutStage: {
    kind: 'switch',
    link: 'readout',
    label: 'Readout stage',
    help: 'One more stage at the end that fine-tunes the output layer alone. Always on under hardware limits.',
    reference: '§3.4',
    group: 'tuning',
  },
  weightBits: {
    kind: 'choice',
    link: 'bits',
    label: 'Weight precision',
    help: 'What spiking layers and the output layer get of weights and biases; full-precision copies keep learning. Always brings a readout stage.',
    reference: '§4.3, Fig. 3',
    group: 'hardware',
    options: [
      { value: 'float', label: 'float' },
      { value: '8', label: '8 bits' },
      { value: '7', label: '7 bits' },
      { value: '6', label: '6 bits' },
      { value: '5', label: '5 bits' },
      { value: '4', label: '4 bits' },
      { value: '3', label: '3 bits' },
      { value: '2', label: '2 bits' },
      { value: 'levels', label: 'a list of levels' },
    ],
  },
  weightLevels: {
    kind: 'text',
    link: 'levels',
    label: 'Levels',
    help: 'For “a list of levels”: the conductances a device has, relative to the largest weight of a group, as -1,-0.5,-0.25,0,0.25,0.5,1.',
    reference: '§4.3',
    group: 'hardware',
    minLength: 0,
    maxLength: 2000,
  },
  weightScope: {
    kind: 'choice',
    link: 'wscope',
    label: 'Weights scaled per',
    help: 'Whether the largest weight that the levels refer to is of the whole layer or of each output channel.',
    reference: 'docs/method.md',
    group: 'hardware',
    options: [
      { value: 'tensor', label: 'layer' },
      { value: 'channel', label: 'channel' },
    ],
  },
  fanIn: {
    kind: 'limit',
    link: 'fanin',
    label: 'Fan-in limit',
    help: 'Most incoming connections of a neuron: the strongest stay, and the network is trained around those it loses. Always brings a readout stage.',
    reference: '§4.3',
    group: 'hardware',
    min: 1,
    max: 65536,
    unit: 'connections',
  },
  pretrainEpochs: {
    kind: 'integer',
    link: 'pre',
    label: 'Pre-training epochs',
    help: 'Most epochs of ANN training when starting from scratch; the best on validation is kept.',
    reference: '§3.1',
    group: 'network',
    min: 1,
    max: 200,
    unit: 'epochs',
  },
  pretrainLearningRate: {
    kind: 'number',
    link: 'prelr',
    label: 'Pre-training rate',
    help: 'Step size of Adam while training the ANN.',
    reference: '§5.1',
    group: 'network',
    min: 1e-7,
    max: 0.1,
    unit: '',
  },
  pretrainDecayEpoch: {
    kind: 'integer',
    link: 'predecay',
    label: 'Pre-training rate ÷ 10 at epoch',
    help: 'Pre-training epoch from which the rate is a tenth; 0 is never.',
    reference: '§5.1',
    group: 'network',
    min: 0,
    max: 200,
    unit: 'epochs',
  },
  trainCount: {
    kind: 'integer',
    link: 'train',
    label: 'Training images',
    help: 'How many of the 54,000 training images are used.',
    reference: '§5.1',
    group: 'data',
    min: 32,
    max: 54000,
    unit: 'images',
  },
  validationCount: {
    kind: 'integer',
    link: 'val',
    label: 'Validation images',
    help: 'How many of the 6,000 held-out images steer the patience counter.',
    reference: '§5.1',
    group: 'data',
    min: 32,
    max: 6000,
    unit: 'images',
  },
  testCount: {
    kind: 'integer',
    link: 'test',
    label: 'Test images at stage ends',
    help: 'How many test images are measured when a stage ends; all 10,000 at the very end.',
    reference: '§5.1',
    group: 'data',
    min: 0,
    max: 10000,
    unit: 'images',
  },
  testEachEpoch: {
    kind: 'switch',
    link: 'testeach',
    label: 'Test after every epoch',
    help: 'Draws the test curve too; it never chooses anything, and costs time.',
    reference: '§5.1',
    group: 'data',
  },
  seed: {
    kind: 'integer',
    link: 'seed',
    label: 'Seed',
    help: 'Same seed, same backend: the same numbers to the last digit.',
    reference: '§5.1',
    group: 'data',
    min: 1,
    max: 2147483647,
    unit: '',
  },
  workers: {
    kind: 'integer',
    link: 'workers',
    label: 'Workers',
    help: 'Each learns from its share of every batch; without a GPU, as many as the machine has cores are fastest. Another number gives slightly other results.',
    reference: 'docs/method.md',
    group: 'machine',
    min: 1,
    max: 8,
    unit: '',
  },
  cacheMegabytes: {
    kind: 'integer',
    link: 'cache',
    label: 'Spike cache',
    help: 'Memory for the spikes of frozen layers, which then are computed once a stage; 0 computes them anew each time. Changes no result.',
    reference: 'docs/method.md',
    group: 'machine',
    min: 0,
    max: 8192,
    unit: 'MB',
  },
  backend: {
    kind: 'choice',
    link: 'backend',
    label: 'Compute on',
    help: 'Automatic takes WebGPU where a real GPU computes right, else WebAssembly.',
    reference: 'docs/method.md',
    group: 'machine',
    options: [
      { value: 'auto', label: 'automatic' },
      { value: 'webgpu', label: 'WebGPU' },
      { value: 'webgl', label: 'WebGL' },
      { value: 'wasm', label: 'wasm' },
      { value: 'cpu', label: 'plain JS' },
    ],
  },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof fields;

export const fieldNames = Object.keys(fields) as readonly FieldName[];

type FieldValue<F> = F extends { kind: 'integer' | 'number' }
  ? number
  : F extends { kind: 'limit' }
    ? number | typeof noLimit
    : F extends { kind: 'switch' }
      ? boolean
      : F extends { kind: 'choice'; options: readonly { value: infer V }[] }
        ? V
        : string;

/** The settings of a run by name. */
export type Settings = { readonly [K in FieldName]: FieldValue<(typeof fields)[K]> };

/** The allowed range of a field, in words: "a whole number from 1 to 64". */
export function allowed(name: FieldName): string {
  const field: Field = fields[name];
  switch (field.kind) {
    case 'integer':
      return `a whole number from ${field.min} to ${field.max}`;
    case 'number':
      return `a number from ${field.min} to ${field.max}`;
    case 'choice':
      return `one of ${field.options.map((o) => o.value).join(', ')}`;
    case 'switch':
      return 'on or off';
    case 'text':
      return `text of ${field.minLength} to ${field.maxLength} characters`;
    case 'limit':
      return `a whole number from ${field.min} to ${field.max}, or ${noLimit}`;
  }
}
