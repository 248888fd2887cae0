/**
 * The way an image x drives the first layer, whose whole input over a window of T steps is W·x + b.
 * `firstStep` gives all of it at t = 1 (§3.4), `constant` gives (W·x + b)/T at each step, and
 * `poisson` gives W·s[t]/T + b/T with s[t] drawn anew at each step, 1 with the probability x.
 */
export type InputCoding = 'firstStep' | 'constant' | 'poisson';
