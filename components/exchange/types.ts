import type { Outputs } from '../trpc/types'

export type ImportReport = Outputs['flows']['readImport']
export type Gap = ImportReport['gaps'][number]
