import { createStore, type StoreApi } from 'zustand/vanilla'

/** Frames that this person has collapsed in this browser, by id, each with what it held then: others go on seeing them open. */
export type Folds = { folded: ReadonlyMap<string, readonly string[]> }

export type FoldStore = {
  store: StoreApi<Folds>
  fold(frameId: string, holds: readonly string[]): void
  unfold(frameIds: readonly string[]): void
}

const key = (flowId: string) => `kaos:folded:${flowId}`

export function createFolds(flowId: string): FoldStore {
  const store = createStore<Folds>(() => ({ folded: kept(flowId) }))
  const put = (folded: ReadonlyMap<string, readonly string[]>) => {
    store.setState({ folded })
    keep(flowId, folded)
  }
  return {
    store,
    fold: (frameId, holds) => put(new Map([...store.getState().folded, [frameId, holds]])),
    unfold: (frameIds) => put(new Map([...store.getState().folded].filter(([id]) => !frameIds.includes(id)))),
  }
}

function kept(flowId: string): Folds['folded'] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key(flowId)) ?? '[]')
    return new Map(Array.isArray(read) ? read.filter(isFold) : [])
  } catch {
    return new Map() // no storage here, or something else in it
  }
}

function isFold(entry: unknown): entry is [string, string[]] {
  if (!Array.isArray(entry) || entry.length !== 2) return false
  const [id, holds] = entry
  return typeof id === 'string' && Array.isArray(holds) && holds.every((each) => typeof each === 'string')
}

function keep(flowId: string, folded: Folds['folded']) {
  try {
    if (folded.size === 0) localStorage.removeItem(key(flowId))
    else localStorage.setItem(key(flowId), JSON.stringify([...folded]))
  } catch {
    // no room: they are open the next time
  }
}
