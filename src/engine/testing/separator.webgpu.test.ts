import { openBackend } from '../../backends/open.ts';
import { separatorSuite } from './separator-suite.ts';

const noKernels = () => Promise.reject(new Error('not for this backend'));

separatorSuite('webgpu', () => openBackend({ wanted: 'webgpu', wasm: '', kernels: noKernels }));
