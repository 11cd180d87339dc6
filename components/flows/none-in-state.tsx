import { FilterX, X } from 'lucide-react'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import type { FlowState } from './flows-view'

const TITLES: Record<FlowState, string> = {
  live: 'No flow is live',
  paused: 'No flow is paused',
  off: 'No flow is turned off',
  draft: 'Every flow has been published',
  failing: 'The last run of no flow failed',
}

type NoneInStateProps = { state: FlowState; search: string; inFolder: boolean; onAnyState: () => void; onClearSearch: () => void }

/** In place of the list, when no flow is in the state that was chosen. */
export function NoneInState({ state, search, inFolder, onAnyState, onClearSearch }: NoneInStateProps) {
  return (
    <EmptyState
      art={<FilterX className="size-7" strokeWidth={1.5} aria-hidden />}
      title={search ? 'No flow in this state has that name' : TITLES[state]}
      className="pt-[12vh]"
      actions={
        <>
          <Button onClick={onAnyState}>Show flows in any state</Button>
          {search && (
            <Button onClick={onClearSearch}>
              <X aria-hidden />
              Clear the search
            </Button>
          )}
        </>
      }
    >
      Flows in another state {inFolder && 'or another folder '}are hidden by what is chosen above.
    </EmptyState>
  )
}
