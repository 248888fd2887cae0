/**
 * The schema library as this program uses it. On its own it tries whether it may compile schemas
 * from text, which the page's content security policy reports as a violation. Everything imports it
 * from here, so that it is told not to before the first schema is made.
 */
import { z } from 'zod';

z.config({ jitless: true });

export { z };
