import type { TRPCClient } from '@trpc/client'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Manifest } from '@/flow/define/manifest'
import type { RunEvent } from '@/flow/engine/events'
import { type Plan, planOf } from '@/flow/engine/plan'
import { type RunView, runView } from '@/flow/engine/run-view'
import { newState, type RunState } from '@/flow/engine/state'
import { isTerminal, type RunStatus } from '@/flow/engine/status'
import type { AppRouter } from '@/server/trpc/router'
import { share } from '../canvas/live'
import type { Outputs } from '../trpc/types'
import { SeenAtWork } from './seen-at-work'
import { takeEvents } from './take-events'

export type Run = Outputs['runs']['get']

/**
 * A run as it happens. The journal is folded here exactly as the worker folds it; `seq` of the state says which event
 * comes next, so what arrives twice is passed over, and what is missing is fetched before anything later is applied.
 */
export type FollowedRun = {
  run: Run
  plan: Plan
  state: RunState
  /** All that is folded into `state`; it grows in place. */
  journal: readonly RunEvent[]
  view: RunView
  status: RunStatus
  /** What happened so far is still on its way: nothing is known of it yet. */
  coming: boolean
  /** The stream is down; what is shown may be behind. */
  behind: boolean
  /** Grows with every change: `state` is changed in place. */
  revision: number
}

export type RunFollower = { store: StoreApi<FollowedRun>; stop(): void }

const RETRY_MS = 1_500
/** The eye needs no more; a burst of events is one drawing. */
const DRAW_EVERY_MS = 50

/** `onMoved`: the run goes on with another version, so its graph has to be fetched anew. */
export function followRun(client: TRPCClient<AppRouter>, run: Run, manifest: Manifest, onMoved = () => {}): RunFollower {
  const plan = planOf(run.graph, manifest, run.untilNodeId ?? undefined)
  const state = newState()
  const journal: RunEvent[] = []
  let rowStatus = run.status
  let coming = true
  let behind = false
  let stopped = false
  let drawing: (() => void) | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let unsubscribe: (() => void) | undefined

  const seenAtWork = new SeenAtWork()
  let heldBack = false
  const look = (before: RunView | null) => {
    const view = runView(plan, state)
    heldBack = seenAtWork.holdBack(view.nodes)
    return before ? { ...view, ...(share(before, view) as Pick<RunView, 'nodes' | 'edges'>) } : view // share gives back maps of the same kind
  }
  const statusOf = (view: RunView): RunStatus => (isTerminal(rowStatus) || state.seq === 0 ? rowStatus : view.status)
  const first = look(null)
  const store = createStore<FollowedRun>(() => ({
    run,
    plan,
    state,
    journal,
    view: first,
    status: statusOf(first),
    coming,
    behind,
    revision: 0,
  }))

  const draw = () => {
    drawing = undefined
    store.setState((shown) => {
      const view = look(shown.view)
      return { view, status: statusOf(view), coming, behind, revision: shown.revision + 1 }
    })
    if (heldBack) changed()
  }
  const changed = () => {
    drawing ??= atNextFrame(DRAW_EVERY_MS, draw)
  }

  const take = (from: number, events: readonly RunEvent[]): boolean => {
    const taken = takeEvents(plan, state, from, events, journal)
    if ((movedTo(events) ?? run.versionId) !== run.versionId) onMoved()
    changed()
    return taken
  }

  const catchUp = async () => {
    for (let more = true; more && !stopped; ) {
      const chapter = await client.runs.events.query({ id: run.id, after: state.seq - 1 })
      const [earliest] = chapter.events
      rowStatus = chapter.status
      more = chapter.more
      coming = false
      if (earliest)
        take(
          earliest.seq,
          chapter.events.map(({ event }) => event),
        )
      changed()
    }
  }

  const connect = async () => {
    if (stopped) return
    try {
      await catchUp()
      behind = false
      changed()
      if (!stopped && !isTerminal(rowStatus)) listen()
    } catch {
      lost() // shown as `behind`, and tried again
    }
  }

  const listen = () => {
    const subscription = client.runs.onEvents.subscribe(
      { id: run.id, lastEventId: state.seq - 1 },
      {
        onData: ({ data }) => {
          rowStatus = data.status
          seenAtWork.note(data.events.slice(Math.max(0, state.seq - data.from)))
          if (!take(data.from, data.events)) lost()
        },
        onError: () => lost(),
        onComplete: () => (isTerminal(rowStatus) ? changed() : lost()),
        onConnectionStateChange: ({ state: connection }) => {
          behind = connection === 'connecting'
          changed()
        },
      },
    )
    unsubscribe = () => subscription.unsubscribe()
  }

  const lost = () => {
    unsubscribe?.()
    unsubscribe = undefined
    if (stopped || retry) return
    behind = true
    changed()
    retry = setTimeout(() => {
      retry = undefined
      void connect()
    }, RETRY_MS)
  }

  void connect()
  return {
    store,
    stop: () => {
      stopped = true
      unsubscribe?.()
      drawing?.()
      clearTimeout(retry)
    },
  }
}

/** After a while, and then with the next frame, so that every drawing is seen before the next; at once where nothing is seen anyway. */
function atNextFrame(afterMs: number, draw: () => void): () => void {
  let frame: number | undefined
  const timer = setTimeout(() => {
    if (document.hidden) draw()
    else frame = requestAnimationFrame(draw)
  }, afterMs)
  return () => {
    clearTimeout(timer)
    if (frame !== undefined) cancelAnimationFrame(frame)
  }
}

function movedTo(events: readonly RunEvent[]): string | undefined {
  return events.flatMap((event) => (event.type === 'run.moved' ? event.to : [])).at(-1)
}

/** Stands in where no run is followed, so that hooks have something to listen to. */
export const NOTHING_FOLLOWED: StoreApi<FollowedRun | null> = createStore(() => null)
