'use client'
import { createContext, type RefObject, useContext } from 'react'
import type { Manifest } from '@/flow/define/manifest'
import type { PickGroup } from './mapping/pick-entries'
import type { NameOf } from './mapping/pills'
import type { SampleScope } from './sample-scope'

export type Seen = { sample: SampleScope; groups: readonly PickGroup[] }

/** The step whose form is open: what its fields can map, and how that is called. */
export type Inspected = Seen & {
  nodeId: string
  manifest: Manifest
  /** Of a container: what those of its fields see that are worked out when a pass is over. */
  afterPass: Seen | null
  nameOf: NameOf
  readOnly: boolean
  /** Puts data into the field that was used last, where its caret was. */
  lastField: RefObject<((expression: string) => void) | null>
}

const InspectedContext = createContext<Inspected | null>(null)

export const InspectedProvider = InspectedContext.Provider

export function useInspected(): Inspected {
  const inspected = useContext(InspectedContext)
  if (!inspected) throw new Error('A form field is drawn outside an inspector.')
  return inspected
}
