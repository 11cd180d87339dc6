import type { StoreApi } from 'zustand/vanilla'
import type { DraftState } from './draft'

type Kept = Pick<DraftState, 'status' | 'keptHere'>

/** The flow that was opened last in this tab. */
let last: { flowId: string; draft: StoreApi<DraftState> } | undefined

export function rememberDraft(flowId: string, draft: StoreApi<DraftState>): void {
  last = { flowId, draft }
}

/** For a page that broke: what became of the work on it, as far as that is known. */
export function leftBehind(pathname: string): string {
  return last && pathname.includes(`/flows/${last.flowId}`) ? keptInWords(last.draft.getState()) : ''
}

export function keptInWords({ status, keptHere }: Kept): string {
  if (status.state === 'opening') return ''
  if (status.state === 'saved' || (status.state === 'offline' && status.kept === 0)) return 'The flow is saved as you left it.'
  if (keptHere) return 'What you changed last is kept in this browser, and saved when you open the flow here again.'
  return 'What you changed last may be lost: this browser had no room to keep it.'
}
