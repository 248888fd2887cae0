import { openBackend } from '../backends/open.ts';
import { numericSuite } from './testing/numeric-suite.ts';

const noKernels = () => Promise.reject(new Error('not for this backend'));

numericSuite('cpu', () => openBackend({ wanted: 'cpu', wasm: '', kernels: noKernels }));
