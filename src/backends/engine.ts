/** The engine that computes, as reports name it. */
import { version_core } from '@tensorflow/tfjs-core';

export const engine = `tfjs ${version_core}`;
