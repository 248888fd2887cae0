/**
 * Removes services that are there but throw when they are used at all, so that libraries take them
 * for absent. It must be loaded before them: one such library would take the whole page down.
 */
function refuses(name: 'BroadcastChannel'): boolean {
  if (!(name in globalThis)) return false;
  try {
    new globalThis[name]('spikewise').close();
    return false;
  } catch {
    return true;
  }
}

if (refuses('BroadcastChannel')) Reflect.deleteProperty(globalThis, 'BroadcastChannel');
