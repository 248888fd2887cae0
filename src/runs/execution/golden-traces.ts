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
    ptl: 'cdfa71f558ddca1afb9986e966cdb49de721df7fd1042bd6eab5131e1c4c1894',
    limited: '902e69d83514d6266afe0bcfe42fb0d64bd120782fd80750c8908d6e5cd76160',
    rate: 'e0f0bfdd58e65e73729641c6ed873f4343be651ccd8969c43c5608ee1bce287d',
    tandem: '67bc9d8846b0aa6c64f7ae5b7623a50e84e4923485b5e09c382b40e57a9b7b69',
    surrogate: '63eb88a8af08540800cb5d97b2ac57f037af129180fc8baf2381e3059573033b',
    'clip-floor-shift': '86b8507ad3473f7fe2c684aa57438b9a33c86b88ac68de9a0b00440f41ee98f9',
    autoencoder: 'e762bdddff173ec86634074654531cea83154ea2056bf3e6510b54f88eb4514f',
  },
];
