import { openBackend } from '../backends/open.ts';
import { numericSuite } from './testing/numeric-suite.ts';

numericSuite('cpu', () => openBackend({ wanted: 'cpu', wasm: '' }));
