import type { Matrix } from './matrix'

/** The arguments of PDF operators come from a file: what is not what it should be counts as nothing. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

export function numbersOf(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return []
  return Array.from(value as ArrayLike<unknown>, numberOf) // an array or typed array, or it has no length and is empty
}

export function matrixOf(value: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbersOf(value)
  return [a, b, c, d, e, f]
}

export function pairsOf(value: unknown): [unknown, unknown][] {
  return Array.isArray(value) ? value.flatMap((pair) => (Array.isArray(pair) ? [[pair[0], pair[1]] as [unknown, unknown]] : [])) : []
}
