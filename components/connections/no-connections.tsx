import { Cable, Plus } from 'lucide-react'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Kbd } from '../ui/kbd'

export function NoConnections({ onAdd }: { onAdd: () => void }) {
  return (
    <EmptyState
      art={<Cable className="size-7" strokeWidth={1.5} aria-hidden />}
      title="No accounts yet"
      className="pt-[12vh]"
      actions={
        <Button variant="primary" size="lg" onClick={onAdd}>
          <Plus aria-hidden />
          Add account
          <Kbd keys="n" tone="inverse" className="ml-1" />
        </Button>
      }
    >
      Flows work with your apps through accounts that are kept here, sealed. Add one of your own, or try things out in a sandbox first: it
      needs no sign-up.
    </EmptyState>
  )
}
