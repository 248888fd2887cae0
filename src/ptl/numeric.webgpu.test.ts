import { openBackend } from '../backends/open.ts';
import { numericSuite } from './testing/numeric-suite.ts';

numericSuite('webgpu', () => openBackend({ wanted: 'webgpu', wasm: '' }));
