import { openNodeBackend } from '../../backends/testing/backend.ts';
import { autoencoderSuite } from './autoencoder-suite.ts';

autoencoderSuite('wasm', () => openNodeBackend('wasm'));
