/** What stands in a field for a name, and the name it was made from. */
export type TypedName = { typed: string; of: string }

/** When somebody else gives another name meanwhile it is shown, unless one is being typed here: that is kept. */
export function namedAnew({ typed, of }: TypedName, value: string): TypedName {
  return { typed: typed === of ? value : typed, of: value }
}
