import type { Inputs, Outputs } from '../trpc/types'

export type RunSummary = Outputs['runs']['list']['items'][number]
export type RunFilter = Pick<NonNullable<Inputs['runs']['list']>, 'flowId' | 'status' | 'mode'>
