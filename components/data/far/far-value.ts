import type { Search } from '../search-here'
import type { Asked, DataAnswer, DataQuestion } from './data.worker'
import type { HeldValue } from './held-value'

/** Data that a worker holds for the page. */
export type FarValue = {
  open(url: string): Promise<ReturnType<HeldValue['first']>>
  ask<What extends Asked>(what: What, ...given: Parameters<HeldValue[What]>): Promise<ReturnType<HeldValue[What]>>
  search: Search
  close(): void
}

type Waiting = { resolve(answer: unknown): void; reject(error: Error): void }

export function farValue(): FarValue {
  const worker = new Worker(new URL('./data.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, Waiting>()
  const searching = new Map<number, Parameters<Search>[1]>()
  let last = 0

  worker.addEventListener('message', ({ data }: MessageEvent<DataAnswer>) => {
    if ('found' in data) return searching.get(data.id)?.(data.found, data.done)
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if ('failed' in data) asked?.reject(new Error('The data could not be read.'))
    else asked?.resolve(data.answer)
  })
  worker.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new Error('The data could not be read.'))
    waiting.clear()
  })

  const send = (question: DataQuestion) => worker.postMessage(question)
  const told = <Answer>(question: (id: number) => DataQuestion) =>
    new Promise<Answer>((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve: (answer) => resolve(answer as Answer), reject }) // what the question is answered with
      send(question(id))
    })
  return {
    open: (url) => told((id) => ({ id, do: 'open', url })),
    ask: (what, ...given) => told((id) => ({ id, do: 'ask', what, with: given })),
    search: (words, tell) => {
      const id = ++last
      searching.set(id, tell)
      send({ id, do: 'search', words })
      return () => {
        searching.delete(id)
        send({ id: ++last, do: 'stop', search: id })
      }
    },
    close: () => worker.terminate(),
  }
}
