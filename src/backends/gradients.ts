/**
 * Registers the gradients of tfjs's own operations. Node only has them inside the whole of tfjs, a
 * bundle takes the one file; the core must have run before it.
 */
import '@tensorflow/tfjs-core';
import '#gradients';
