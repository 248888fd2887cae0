import { openBackend } from '../../backends/open.ts';
import { autoencoderSuite } from './autoencoder-suite.ts';

const noKernels = () => Promise.reject(new Error('not for this backend'));

autoencoderSuite('cpu', () => openBackend({ wanted: 'cpu', wasm: '', kernels: noKernels }));
