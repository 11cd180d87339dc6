import type { Around } from '@/flow/checks/check-graph'
import type { Manifest } from '@/flow/define/manifest'
import type { GraphStore } from '../../draft/graph-store'
import type { CheckAnswer, CheckQuestion } from './check.worker'
import { changesSince, NOTHING_TOLD, type Told } from './graph-changes'
import type { ProblemChanges } from './problem-changes'

const PAUSE_MS = 250

export type Checker = { lookAround(around: Around): void; stop(): void }

/** Checks the graph whenever it has rested for a moment, one question at a time. Others wait for the answer before they ask. */
export function checkBeside(graph: GraphStore, manifest: Manifest, onChanges: (changes: ProblemChanges) => void): Checker {
  let worker: Worker | undefined
  let told: Told = NOTHING_TOLD
  let news: Omit<CheckQuestion, 'changes'> = { manifest }
  let asked = false
  let stale = true
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = () => {
    timer = undefined
    if (asked) return
    const now = graph.getState()
    const question: CheckQuestion = { ...news, changes: changesSince(told, now) }
    // Not before: a page that is being opened has better to do, too.
    worker ??= startWorker()
    worker.postMessage(question)
    told = now
    news = {}
    asked = true
    stale = false
  }
  const plan = () => {
    stale = true
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE_MS)
  }

  const startWorker = () => {
    const started = new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' })
    started.addEventListener('message', ({ data }: MessageEvent<CheckAnswer>) => {
      asked = false
      onChanges(data)
      if (stale && timer === undefined) ask()
    })
    return started
  }
  const unsubscribe = graph.subscribe(plan)
  plan()

  return {
    lookAround: (around) => {
      news = { ...news, around }
      plan()
    },
    stop: () => {
      clearTimeout(timer)
      unsubscribe()
      worker?.terminate()
    },
  }
}
