import { createStore, type StoreApi } from 'zustand/vanilla'

/**
 * Frames that this person has collapsed in this browser, by id, each with what it holds: others go on seeing them open.
 * `beside`: what was put where it would be since, and is in sight.
 */
export type Folds = { folded: ByFrame; beside: ByFrame }
type ByFrame = ReadonlyMap<string, readonly string[]>

export type FoldStore = {
  store: StoreApi<Folds>
  fold(frameId: string, holds: readonly string[], beside?: readonly string[]): void
  unfold(frameIds: readonly string[]): void
}

const key = (flowId: string) => `kaos:folded:${flowId}`

export function createFolds(flowId: string): FoldStore {
  const store = createStore<Folds>(() => kept(flowId))
  const put = (folds: Folds) => {
    store.setState(folds)
    keep(flowId, folds)
  }
  return {
    store,
    fold: (frameId, holds, beside = []) => {
      const { folded, beside: others } = store.getState()
      put({ folded: new Map([...folded, [frameId, holds]]), beside: new Map([...others, [frameId, beside]]) })
    },
    unfold: (frameIds) => {
      const { folded, beside } = store.getState()
      const rest = (all: ByFrame) => new Map([...all].filter(([id]) => !frameIds.includes(id)))
      put({ folded: rest(folded), beside: rest(beside) })
    },
  }
}

function kept(flowId: string): Folds {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key(flowId)) ?? '[]')
    const entries = Array.isArray(read) ? read.filter(isFold) : []
    return {
      folded: new Map(entries.map(([id, holds]) => [id, holds])),
      beside: new Map(entries.map(([id, , beside = []]) => [id, beside])),
    }
  } catch {
    return { folded: new Map(), beside: new Map() } // no storage here, or something else in it
  }
}

/** Without what is beside, as it was kept before that was. */
function isFold(entry: unknown): entry is [id: string, holds: string[], beside?: string[]] {
  if (!Array.isArray(entry) || entry.length < 2 || entry.length > 3) return false
  const [id, ...lists] = entry
  return typeof id === 'string' && lists.every((list) => Array.isArray(list) && list.every((each) => typeof each === 'string'))
}

function keep(flowId: string, { folded, beside }: Folds) {
  try {
    if (folded.size === 0) localStorage.removeItem(key(flowId))
    else localStorage.setItem(key(flowId), JSON.stringify([...folded].map(([id, holds]) => [id, holds, beside.get(id) ?? []])))
  } catch {
    // no room: they are open the next time
  }
}
