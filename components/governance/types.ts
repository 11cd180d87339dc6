import type { Outputs } from '../trpc/types'

export type AuditPage = Outputs['audit']['list']
export type AuditEvent = AuditPage['items'][number]
export type AuditAction = AuditEvent['action']
export type Names = AuditPage['names']
export type Verification = Outputs['audit']['verify']
