import { openNodeBackend } from '../../backends/testing/backend.ts';
import { signalsSuite } from './signals-suite.ts';

signalsSuite('wasm', () => openNodeBackend('wasm'));
