import type { Outputs } from '../trpc/types'

export type Receipt = Outputs['runs']['receipt']
export type ReceiptStep = Receipt['steps'][number]
export type Reading = Receipt['readings'][number]
export type OutsideCall = Receipt['calls'][number]
export type AskedApproval = Receipt['approvals'][number]
