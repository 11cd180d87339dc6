import type { LibraryFunction } from './define'

const functions: readonly LibraryFunction[] = []

export const LIBRARY: ReadonlyMap<string, LibraryFunction> = new Map(functions.map((fn) => [fn.name, fn]))
