import { openNodeBackend } from '../../../cli/backend.ts';
import { numericSuite } from './numeric-suite.ts';

numericSuite('wasm', () => openNodeBackend('wasm'));
