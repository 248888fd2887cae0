import { openNodeBackend } from '../../backends/testing/backend.ts';
import { separatorSuite } from './separator-suite.ts';

separatorSuite('wasm', () => openNodeBackend('wasm'));
