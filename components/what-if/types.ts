import type { Outputs } from '../trpc/types'

export type WhatIf = Outputs['whatIf']['get']
export type Counts = WhatIf['counts']
export type TriedRun = Outputs['whatIf']['results']['items'][number]
