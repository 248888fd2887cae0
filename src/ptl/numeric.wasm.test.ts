import { openNodeBackend } from '../../cli/backend.ts';
import { numericSuite } from './testing/numeric-suite.ts';

numericSuite('wasm', () => openNodeBackend('wasm'));
