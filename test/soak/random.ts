import { seeded } from '../../emulator/audio/seeded';

/** Random values that depend only on the seed. */
export interface Random {
  /** True with this probability. */
  chance(probability: number): boolean;
  /** An integer, both ends included. */
  between(least: number, most: number): number;
  oneOf<T>(choices: readonly [T, ...T[]]): T;
}

/**
 * A generator for one decision, named by numbers in addition to the seed. So decisions do not depend on the order in
 * which a busy machine reaches them.
 */
export function randomOf(seed: number, ...names: number[]): Random {
  const next = seeded(names.reduce((mixed, name) => scramble(mixed ^ scramble(name)), scramble(seed)));
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    chance: (probability) => next() < probability,
    between,
    oneOf: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
  };
}

/** Neighbouring seeds must not give similar values: MurmurHash3's last step. */
function scramble(value: number): number {
  let mixed = (value + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
