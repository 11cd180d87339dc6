import type { Outputs } from '../trpc/types'

export type Connection = Outputs['connections']['list'][number]
