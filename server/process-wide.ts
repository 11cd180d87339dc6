/** One `make()` for each name and process: a bundler may load a module more than once, and hot reload loads it again and again. */
export function processWide<T>(name: string, make: () => T): T {
  const shelf = globalThis as { [shelfKey]?: Map<string, unknown> } // the global object has no type for our key
  shelf[shelfKey] ??= new Map()
  const known = shelf[shelfKey]
  if (!known.has(name)) known.set(name, make())
  return known.get(name) as T // put there by the line above, under this name
}

export function forgetProcessWide(name: string): void {
  const shelf = globalThis as { [shelfKey]?: Map<string, unknown> } // as above
  shelf[shelfKey]?.delete(name)
}

const shelfKey = Symbol.for('kaos.process-wide')
