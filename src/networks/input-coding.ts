/**
 * How an image x drives the first layer, whose whole input over a window of T steps is W·x + b:
 * `firstStep` all at t = 1 (§3.4), `constant` (W·x + b)/T at each step, `poisson` W·s[t]/T + b/T
 * with s[t] drawn anew at each step, 1 with the probability x.
 */
export type InputCoding = 'firstStep' | 'constant' | 'poisson';
