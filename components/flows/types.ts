import type { Outputs } from '../trpc/types'

export type FlowSummary = Outputs['flows']['list']['items'][number]
export type Folder = Outputs['folders']['list'][number]
