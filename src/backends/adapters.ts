/** Describes the GPU that a browser offers, and tells whether it is a real one. */

import { answered } from './answered.ts';

export interface Adapter {
  /** Description of the GPU; "software GPU (…)" when it is emulated. */
  readonly words: string;
  readonly software: boolean;
}

function adapter(name: string, details: string, knownSoftware: boolean): Adapter {
  const software = knownSoftware || /swiftshader|llvmpipe|lavapipe|software/i.test(details);
  return { words: software ? `software GPU (${name})` : name, software };
}

export async function webgpuAdapter(): Promise<Adapter | null> {
  // A driver in trouble may refuse, or never answer.
  const found = await answered(() => {
    const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
    return gpu?.requestAdapter({ powerPreference: 'high-performance' });
  }).catch(() => null);
  if (!found) return null;
  const { vendor = '', architecture = '', description = '', isFallbackAdapter } = found.info;
  const name = description || [vendor, architecture].filter(Boolean).join(' ') || 'GPU';
  return adapter(name, `${vendor} ${architecture} ${description}`, isFallbackAdapter);
}

/** Returns a context of WebGL 2, or null where the browser has none or refuses it. */
function webglContext(): WebGL2RenderingContext | null {
  try {
    return new OffscreenCanvas(1, 1).getContext('webgl2');
  } catch {
    return null;
  }
}

export function webglAdapter(): Adapter | null {
  const context = webglContext();
  if (!context) return null;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name = String(context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return adapter(name, name, false);
}
