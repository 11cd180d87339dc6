import type { Outputs } from '../trpc/types'

export type FlowPage = Outputs['flows']['list']
export type FlowSummary = FlowPage['items'][number]
export type Folder = Outputs['folders']['list'][number]
