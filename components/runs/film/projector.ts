import { createStore, type StoreApi } from 'zustand/vanilla'
import { filmOf } from '@/flow/engine/film'
import { type RunView, runView } from '@/flow/engine/run-view'
import { share } from '../../canvas/live'
import type { FollowedRun, RunFollower } from '../follow-run'

export const SPEEDS = [0.5, 1, 2, 4] as const
export type Speed = (typeof SPEEDS)[number]

/** `at`: so many events have happened; null is now, and stays now while the run goes on. */
export type Showing = { at: number | null; count: number; shown: FollowedRun; playing: boolean; speed: Speed }

/** Shows a run at any moment of it, and plays it like a film. Whoever draws takes `shown` for the run. */
export type Projector = {
  store: StoreApi<Showing>
  /** `null` goes back to now. */
  seek(at: number | null): void
  step(by: number): void
  play(): void
  pause(): void
  setSpeed(speed: Speed): void
  close(): void
}

/** A short film takes this long for each event, a long one is over in `WHOLE_MS`. */
const EVENT_MS = 400
const WHOLE_MS = 20_000

export function createProjector({ store: live }: RunFollower): Projector {
  const film = filmOf(live.getState().plan, live.getState().journal)
  let revision = 0
  let frame: number | undefined
  /** Where the film is, between two events too. */
  let head = 0

  const store = createStore<Showing>(() => {
    const shown = live.getState()
    return { at: null, count: shown.state.seq, shown, playing: false, speed: 1 }
  })

  const momentOf = (at: number): FollowedRun => {
    const now = live.getState()
    const state = film(at)
    const seen = stopClock(runView(now.plan, state), now.journal[at - 1]?.at ?? null)
    const before = store.getState().shown.view
    const view = { ...seen, ...(share(before, seen) as Pick<RunView, 'nodes' | 'edges'>) } // share gives back maps of the same kind
    revision += 1
    return { ...now, state, view, status: view.status, revision: now.revision + revision }
  }
  const look = (at: number | null) => {
    const now = live.getState()
    const count = now.state.seq
    if (at === null) return store.setState({ at, count, shown: now })
    const moment = Math.max(Math.min(1, count), Math.min(count, at))
    store.setState({ at: moment, count, shown: momentOf(moment) })
  }
  const pause = () => {
    if (frame !== undefined) cancelAnimationFrame(frame)
    frame = undefined
    if (store.getState().playing) store.setState({ playing: false })
  }
  const seek = (at: number | null) => {
    pause()
    look(at !== null && at >= live.getState().state.seq ? null : at)
  }
  const play = () => {
    pause()
    const { at, count } = store.getState()
    head = at ?? 1
    look(head)
    store.setState({ playing: true })
    let before: number | undefined
    const draw = (now: number) => {
      const { speed, at: shown } = store.getState()
      head += ((now - (before ?? now)) / Math.min(EVENT_MS, WHOLE_MS / Math.max(1, count))) * speed
      before = now
      if (head >= live.getState().state.seq) return seek(null)
      if (Math.floor(head) !== shown) look(Math.floor(head))
      frame = requestAnimationFrame(draw)
    }
    frame = requestAnimationFrame(draw)
  }
  const stop = live.subscribe((now) => {
    if (store.getState().at === null) look(null)
    else store.setState({ count: now.state.seq })
  })

  return {
    store,
    seek,
    step: (by) => {
      const { at, count } = store.getState()
      seek((at ?? count) + by)
    },
    play,
    pause,
    setSpeed: (speed) => store.setState({ speed }),
    close: () => {
      pause()
      stop()
    },
  }
}

/** What was at work then shows how long it had been, not how long it is until today. */
function stopClock(view: RunView, at: number | null): RunView {
  for (const look of view.nodes.values()) if (look.startedAt !== null && look.finishedAt === null) look.finishedAt = at
  return view
}
