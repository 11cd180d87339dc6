import type { Inputs, Outputs } from '../trpc/types'

export type RunPage = Outputs['runs']['list']
export type RunSummary = RunPage['items'][number]
export type RunFilter = Omit<NonNullable<Inputs['runs']['list']>, 'limit' | 'cursor' | 'among'>
export type RunVolume = Outputs['runs']['volume']
export type RunView = Outputs['runViews']['list'][number]
export type ChosenCount = Outputs['runs']['countChosen']
