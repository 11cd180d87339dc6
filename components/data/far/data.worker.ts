import type { Json } from '@/flow/json'
import { findIn } from '../find-in'
import type { Path } from '../open-tree'
import { MOST_FOUND } from '../search-here'
import { HeldValue } from './held-value'

/** Fetches data too large for the page, reads and searches it here, and answers with what is seen of it. */
export type DataQuestion =
  | { id: number; do: 'open'; url: string }
  | { id: number; do: 'search'; words: string }
  | { id: number; do: 'stop'; search: number }
  | { id: number; do: 'ask'; what: Asked; with: unknown[] }

/** What can be asked of the data: methods of `HeldValue`. */
export type Asked = Exclude<keyof HeldValue, 'value'>

/** `found`: so far; a search tells more than once. */
export type DataAnswer = { id: number; answer: unknown } | { id: number; failed: true } | { id: number; found: Path[]; done: boolean }

/** As long as a question may wait for its answer. */
const TURN_MS = 20

let held: HeldValue | null = null
const searches = new Set<number>()

addEventListener('message', ({ data }: MessageEvent<DataQuestion>) => {
  if (data.do === 'search') search(data)
  else if (data.do === 'stop') searches.delete(data.search)
  else void answer(data)
})

async function answer(question: Extract<DataQuestion, { do: 'open' | 'ask' }>): Promise<void> {
  try {
    tell({ id: question.id, answer: question.do === 'open' ? await open(question.url) : ask(question) })
  } catch {
    tell({ id: question.id, failed: true }) // who asked says so on the page
  }
}

async function open(url: string) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The data could not be fetched: ${response.status}`)
  const value: Json = await response.json()
  held = new HeldValue(value)
  return held.first()
}

function ask({ what, with: given }: Extract<DataQuestion, { do: 'ask' }>): unknown {
  if (!held) throw new Error('There is no data yet')
  const method = held[what] as (...given: unknown[]) => unknown // far-value.ts types what is given and answered
  return method.apply(held, given)
}

function search({ id, words }: Extract<DataQuestion, { do: 'search' }>): void {
  if (!held) return
  searches.add(id)
  const finding = findIn(held.value, words)
  const found: Path[] = []
  const look = () => {
    if (!searches.has(id)) return
    const until = performance.now() + TURN_MS
    let done = false
    while (!done && performance.now() < until) {
      const next = finding.next()
      if (next.value) found.push(next.value)
      done = next.done === true || found.length >= MOST_FOUND
    }
    tell({ id, found, done })
    if (done) searches.delete(id)
    else setTimeout(look)
  }
  look()
}

function tell(answer: DataAnswer): void {
  postMessage(answer)
}
