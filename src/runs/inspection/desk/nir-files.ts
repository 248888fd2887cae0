/** Writes the network file of a run as NIR, with its conformance card. */
import { readNetworkFile } from '../../../exchange/network-file.ts';
import { conformanceCard } from '../../../exchange/nir/card.ts';
import { writeNir } from '../../../exchange/nir/write.ts';
import { provenanceMetadata, readProvenance } from '../../../exchange/provenance.ts';
import { jsonText } from '../../records/export.ts';
import type { NirFiles } from '../simulation.ts';

/** Throws an `ExchangeError` for a network that NIR cannot express. */
export async function nirFiles(bytes: Uint8Array): Promise<NirFiles> {
  const network = readNetworkFile(bytes);
  const provenance = readProvenance(bytes);
  const nir = await writeNir(network, provenance ? provenanceMetadata(provenance) : {});
  return { nir, card: jsonText(await conformanceCard(nir, network)) };
}
