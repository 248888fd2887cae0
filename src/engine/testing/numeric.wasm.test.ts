import { openNodeBackend } from '../../backends/testing/backend.ts';
import { numericSuite } from './numeric-suite.ts';

numericSuite('wasm', () => openNodeBackend('wasm'));
