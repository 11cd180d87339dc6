import type { Inputs, Outputs } from '../trpc/types'

export type RunSummary = Outputs['runs']['list']['items'][number]
export type RunFilter = Omit<NonNullable<Inputs['runs']['list']>, 'limit' | 'cursor'>
export type RunVolume = Outputs['runs']['volume']
export type RunView = Outputs['runViews']['list'][number]
