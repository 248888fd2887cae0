import { openBackend } from '../../backends/open.ts';
import { numericSuite } from './numeric-suite.ts';

const noKernels = () => Promise.reject(new Error('not for this backend'));

numericSuite('cpu', () => openBackend({ wanted: 'cpu', wasm: '', kernels: noKernels }));
