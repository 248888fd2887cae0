import { openNodeBackend } from '../../backends/testing/backend.ts';
import { signalsSuite } from './signals-suite.ts';

signalsSuite('cpu', () => openNodeBackend('cpu'));
