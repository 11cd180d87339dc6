type Kept = [kind: string, within?: Places]
type Places = { [path: string]: Kept | Places }
type Written = { json: unknown; meta?: { values?: Kept | Places; v?: number } }
type Holder = Record<string, unknown>

/**
 * The server's way of writing what JSON has no words for (superjson), as far as pages need it: all of it would be on every page.
 * Here dates and nothing at all are written; whatever the server may answer is read. A test holds this against the whole.
 */
export const wire = {
  serialize(value: unknown): Written {
    if (value === undefined) return { json: null, meta: { values: ['undefined'], v: 1 } }
    const values = Object.fromEntries(datesIn(value, ''))
    return Object.keys(values).length > 0 ? { json: value, meta: { values, v: 1 } } : { json: value }
  },

  deserialize({ json, meta }: Written): unknown {
    const root: Holder = { json }
    if (meta?.values) put(root, 'json', meta.values)
    return root.json
  },
}

/** JSON writes them as text by itself. */
function datesIn(value: unknown, path: string): [path: string, Kept][] {
  if (value instanceof Date) return [[path, ['Date']]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => {
    const name = key.replace(/[\\.]/g, '\\$&')
    return datesIn(each, path === '' ? name : `${path}.${name}`)
  })
}

const READ: Record<string, (written: never) => unknown> = {
  Date: (text: string) => new Date(text),
  undefined: () => undefined,
  number: Number,
  bigint: BigInt,
  map: (entries: [unknown, unknown][]) => new Map(entries),
  set: (each: unknown[]) => new Set(each),
}

/** Nothing that is kept has it in it: the database refuses it. */
const NO_TEXT = '\0'

/** What lies within is read before what it lies in. */
function put(holder: Holder, key: string, found: Kept | Places): void {
  const [kind, within] = Array.isArray(found) ? found : [undefined, found]
  for (const [path, each] of Object.entries(within ?? {})) {
    const keys = path.replace(/\\(.)|\./g, (_, escaped: string | undefined) => escaped ?? NO_TEXT).split(NO_TEXT)
    const last = keys.pop() ?? ''
    // The server names the places of what it has just written.
    put(
      keys.reduce((at, name) => at[name] as Holder, holder[key] as Holder),
      last,
      each,
    )
  }
  if (kind === undefined) return
  const read = READ[kind]
  if (!read) throw new Error(`The server answered with a ${kind}, which wire.ts cannot read.`)
  holder[key] = read(holder[key] as never) // each kind is written in one way
}
