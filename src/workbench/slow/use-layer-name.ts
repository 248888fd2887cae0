/** The layer of a view: that of the strip, and the strip follows another choice where it can. */
import { useState } from 'react';

export function useLayerName(
  given: string | null,
  onSelect: ((layer: string) => void) | undefined,
): readonly [string | null, (layer: string) => void] {
  const [own, setOwn] = useState<string | null>(null);
  const choose = (layer: string) => {
    setOwn(layer);
    onSelect?.(layer);
  };
  return [own ?? given, choose];
}
