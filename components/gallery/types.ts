import type { Outputs } from '../trpc/types'

export type Template = Outputs['templates']['list'][number]
