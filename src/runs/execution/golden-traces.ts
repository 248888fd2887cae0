/**
 * The golden traces: digests of what the engine computes in a few short runs, by revision. The
 * first entry is that of revision 1, and the last that of `engineRevision`. An entry is never
 * edited: whoever changes what a run computes adds one and raises the revision.
 */

/** Digests of the short runs in `golden-traces.test.ts`, by their names. */
export type GoldenTrace = Readonly<Record<string, string>>;

export const goldenTraces: readonly GoldenTrace[] = [
  {
    ptl: '6c27e6f443290530327abf783d37f15d2c2e4153e47e66feb930667956aedc54',
    limited: 'ef805882ad1708c4e77bc0f75f319ebfff6e5090efc43cdb2386e823365a5590',
    rate: '95d60c9c014243dc7512f30e8c56047ce64e2b14336269ce84e4f8f08e775721',
    tandem: 'f11f28b4eabb4a7a4164be7f0bf1a5bc4c14bed022d8c3baade47a2f13675f1e',
    surrogate: 'efd940b49effb3c2bc13eef3174a9f3bafc1b0ae4ba53c4b6565fe8fbc347f5d',
    'clip-floor-shift': '37949d8fb32f933ff8a811224feff022a9d7eec02179592883154c7a39fa667c',
    autoencoder: '7a72ac7dd4d6c0ebe48c5b58f0b247dc4f1d412e8fc1cb48911e27e4398c1845',
  },
  {
    ptl: '2c29b320de691d0e400762db9361848bc4b7b72a368880223191a7b643050226',
    limited: '7cb47abc6e1b79b72215db33d18e0d8efea5b4b4c19ddb86d6ce2959790fe296',
    rate: '76f8b502058a5b3fb408eb76d31471a672b478d0c1dfc4c5101e008b13170da1',
    tandem: 'afcec640786f54cabb5e10c9cefe621ae5390ef1a3e4edb39214f95acc95759e',
    surrogate: 'f5a4903490d22beb9667c8238389f1a9bbf5bf4ec61e2bc3cb51a11366d107c7',
    'clip-floor-shift': '708ec3a9b18de01ca70c16e37b6f02d9849ea7ad83991264db887930ae220444',
    autoencoder: 'e762bdddff173ec86634074654531cea83154ea2056bf3e6510b54f88eb4514f',
  },
];
