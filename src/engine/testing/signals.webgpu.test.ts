import { openBackend } from '../../backends/open.ts';
import { roundedSignalsSuite } from './signals-suite.ts';

const noKernels = () => Promise.reject(new Error('not for this backend'));

roundedSignalsSuite('webgpu', () => openBackend({ wanted: 'webgpu', wasm: '', kernels: noKernels }));
