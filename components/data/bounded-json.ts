import { isJsonObject, type Json } from '@/flow/json'

class Full extends Error {}

/** The data as JSON text with indents, and no more of it than this many letters: stops there, however much there is. */
export function boundedJson(value: Json, most: number): { text: string; whole: boolean } {
  const parts: string[] = []
  let letters = 0
  const write = (text: string) => {
    parts.push(text)
    letters += text.length
    if (letters > most) throw new Full()
  }
  const list = (items: Iterable<() => void>, open: string, close: string, indent: string) => {
    write(open)
    let first = true
    for (const item of items) {
      write(first ? `\n${indent}  ` : `,\n${indent}  `)
      first = false
      item()
    }
    write(first ? close : `\n${indent}${close}`)
  }
  const put = (each: Json, indent: string) => {
    const inner = `${indent}  `
    if (Array.isArray(each))
      list(
        itemsOf(each, (item) => put(item, inner)),
        '[',
        ']',
        indent,
      )
    else if (isJsonObject(each)) {
      const name = (key: string) => write(`${JSON.stringify(key)}: `)
      const entries = itemsOf(Object.keys(each), (key) => {
        name(key)
        put(each[key] ?? null, inner)
      })
      list(entries, '{', '}', indent)
    } else if (typeof each === 'string' && each.length > most) {
      write(JSON.stringify(each.slice(0, most)))
      throw new Full()
    } else write(JSON.stringify(each))
  }
  try {
    put(value, '')
    return { text: parts.join(''), whole: true }
  } catch (error) {
    if (!(error instanceof Full)) throw error
    return { text: parts.join('').slice(0, most), whole: false }
  }
}

function* itemsOf<Item>(items: readonly Item[], put: (item: Item) => void): Generator<() => void> {
  for (const item of items) yield () => put(item)
}
