import type { ReactNode } from 'react'
import { NotThere } from '../shell/not-there'

/** In place of the flow, with the way to the others. */
export function FlowNotThere({ workspace, children }: { workspace: string; children: ReactNode }) {
  return (
    <NotThere title="This flow is not there" wayOn={{ label: 'Show all flows', href: `/w/${workspace}/flows` }}>
      {children}
    </NotThere>
  )
}
