import type { Json } from '@/flow/json'
import { NestedTooDeep } from '@/flow/parse-json'
import { breather } from '../breather'

const PIECE = 128 * 1_024

type Options = { piece?: number; deepest?: number }

/**
 * What `JSON.parse` gives, and its `SyntaxError`, but for texts of any size: read in small pieces, with the event loop let in
 * between. Brackets, commas and quotes are looked for here; what lies between two commas far enough apart goes to
 * `JSON.parse` as it stands, with the brackets of whatever is open around it. One text alone is one piece.
 */
export async function jsonFrom(bytes: Uint8Array, { piece = PIECE, deepest = Number.POSITIVE_INFINITY }: Options = {}): Promise<Json> {
  const reading = new Reading(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), piece, deepest)
  const breathe = breather()
  while (reading.goOn()) {
    const pause = breathe()
    if (pause) await pause
  }
  return reading.end()
}

/** A list or an object that is not closed yet. */
type Open = {
  isList: boolean
  bracket: number
  /** Where that begins which is not read yet, and the last comma that stands directly in it. */
  from: number
  comma: number
  /** What is read already; null while nothing is. */
  value: Json[] | Record<string, Json> | null
  /** A comma came last: something has to follow. */
  wantsMore: boolean
}

class Reading {
  readonly #bytes: Buffer
  readonly #piece: number
  readonly #deepest: number
  readonly #open: Open[] = []
  #at = 0
  #readTo = 0
  /** The outermost, once part of it is read: nothing is looked at twice from then on. */
  #whole: { value: Json; start: number; end: number } | null = null

  constructor(bytes: Buffer, piece: number, deepest: number) {
    this.#bytes = bytes
    this.#piece = piece
    this.#deepest = deepest
  }

  /** Looks a piece further; false at the end. */
  goOn(): boolean {
    const bytes = this.#bytes
    const until = Math.min(bytes.length, this.#at + this.#piece)
    let at = this.#at
    while (at < until) {
      const code = bytes[at]
      if (code === QUOTE) at = this.#endOfText(at)
      else if (code === OPEN_LIST || code === OPEN_OBJECT) this.#enter(at, code === OPEN_LIST)
      else if (code === CLOSE_LIST || code === CLOSE_OBJECT) at = this.#leave(at, code === CLOSE_LIST)
      else if (code === COMMA) this.#comma(at)
      at += 1
    }
    this.#at = at
    return at < bytes.length
  }

  end(): Json {
    if (this.#open.length > 0) throw wrong(this.#bytes.length)
    if (!this.#whole) return JSON.parse(this.#bytes.toString('utf8'))
    const { value, start, end } = this.#whole
    if (!this.#isBlank(0, start) || !this.#isBlank(end, this.#bytes.length)) throw wrong(end)
    return value
  }

  #endOfText(from: number): number {
    const bytes = this.#bytes
    for (let at = from + 1; at < bytes.length; at++) {
      const code = bytes[at]
      if (code === BACKSLASH) at += 1
      else if (code === QUOTE) return at
    }
    throw wrong(from)
  }

  #enter(at: number, isList: boolean): void {
    if (this.#open.length >= this.#deepest) throw new NestedTooDeep()
    this.#open.push({ isList, bracket: at, from: at + 1, comma: at, value: null, wantsMore: false })
  }

  #comma(at: number): void {
    const innermost = this.#open.at(-1)
    if (!innermost) throw wrong(at)
    if (at - this.#readTo >= this.#piece) this.#read(innermost, at)
    innermost.comma = at
  }

  /** All that is complete by this comma. */
  #read(innermost: Open, at: number): void {
    for (const [depth, open] of this.#open.entries()) {
      const inside = this.#open[depth + 1]
      if (!inside) continue
      if (inside.value !== null) continue
      if (open.comma >= open.from) this.#take(open, open.comma)
      inside.value = emptyFor(inside)
      this.#put(open, inside, open.comma + 1)
    }
    this.#take(innermost, at)
    this.#readTo = at
  }

  /** What stands in it up to here, which a comma follows. */
  #take(open: Open, until: number, isLast = false): void {
    const { isList, from } = open
    if (this.#isBlank(from, until)) {
      if (open.wantsMore || !isLast) throw wrong(until)
      return
    }
    const text = this.#bytes.toString('utf8', from, until)
    const read: Json[] | Record<string, Json> = JSON.parse(isList ? `[${text}]` : `{${text}}`)
    if (open.value === null) open.value = read
    else add(open.value, read)
    open.from = until + 1
    open.wantsMore = !isLast
  }

  /** A list or an object of which part is read takes its place in what is around it. */
  #put(open: Open, inside: Open, from: number): void {
    const value = inside.value
    open.value ??= emptyFor(open)
    const before = this.#bytes.toString('utf8', from, inside.bracket)
    if (Array.isArray(open.value)) {
      if (before.trim() !== '') throw wrong(from)
      open.value.push(value)
    } else {
      const [key, ...others] = Object.keys(JSON.parse(`{${before}null}`) as object)
      if (key === undefined || others.length > 0) throw wrong(from)
      set(open.value, key, value)
    }
  }

  /** Gives where to go on: behind what is closed here and, if part of it was read before, behind the comma after it. */
  #leave(at: number, isList: boolean): number {
    const open = this.#open.pop()
    if (open?.isList !== isList) throw wrong(at)
    if (open.value === null) return at
    this.#take(open, at, true)
    this.#readTo = at
    const around = this.#open.at(-1)
    if (!around) {
      this.#whole = { value: open.value, start: open.bracket, end: at + 1 }
      return at
    }
    const next = this.#skipBlank(at + 1)
    const follows = this.#bytes[next] === COMMA
    if (!follows && !CLOSING.has(this.#bytes[next] ?? -1)) throw wrong(next)
    around.wantsMore = follows
    around.from = follows ? next + 1 : next
    if (follows) around.comma = next
    return follows ? next : next - 1
  }

  #isBlank(from: number, until: number): boolean {
    return this.#skipBlank(from) >= until
  }

  #skipBlank(from: number): number {
    let at = from
    while (BLANKS.has(this.#bytes[at] ?? -1)) at += 1
    return at
  }
}

function emptyFor({ isList }: Open): Json[] | Record<string, Json> {
  return isList ? [] : {}
}

function add(value: Json[] | Record<string, Json>, more: Json[] | Record<string, Json>): void {
  if (Array.isArray(value)) for (const item of Object.values(more)) value.push(item)
  else for (const [key, each] of Object.entries(more)) set(value, key, each)
}

/** As data, also where the name would mean something to the language. */
function set(value: Record<string, Json>, key: string, to: Json): void {
  if (key === '__proto__') Object.defineProperty(value, key, { value: to, writable: true, enumerable: true, configurable: true })
  else value[key] = to
}

function wrong(at: number): SyntaxError {
  return new SyntaxError(`This is no JSON, at byte ${at}.`)
}

const QUOTE = 34
const COMMA = 44
const OPEN_LIST = 91
const BACKSLASH = 92
const CLOSE_LIST = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125
const CLOSING = new Set([CLOSE_LIST, CLOSE_OBJECT])
const BLANKS = new Set([9, 10, 13, 32])
