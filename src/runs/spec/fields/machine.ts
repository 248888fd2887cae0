/** Settings for how the machine computes. On one backend they change no result. */
import type { Field } from '../field-kinds.ts';

export const machineFields = {
  workers: {
    kind: 'integer',
    link: 'workers',
    label: 'Workers',
    help: 'Each computes its groups of every batch; without a GPU, as many as the machine has cores are fastest, and more than there are groups are not started. Changes no result.',
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
