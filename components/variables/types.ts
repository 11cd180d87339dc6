import type { Outputs } from '../trpc/types'

export type Variable = Outputs['variables']['list'][number]
