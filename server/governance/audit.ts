import type { JsonObject } from '@/flow/json'
import { storable } from '@/flow/storable'
import { newId } from '../db/id'
import { auditEvent } from '../db/schema'
import type { Tx } from '../db/tenancy'
import type { Actor } from '../services/actor'

/** Everything that can be done to something that lasts: a closed list, so that a report never meets a word it does not know. */
export const AUDIT_ACTIONS = [
  'workspace.created',
  'workspace.limit-changed',
  'retention.changed',
  'details.removed',
  'runs.removed',
  'mails.removed',
  'member.joined',
  'member.role-changed',
  'member.removed',
  'invitation.created',
  'invitation.revoked',
  'user.renamed',
  'user.mails-set',
  'user.password-changed',
  'session.opened',
  'session.revoked',
  'folder.created',
  'folder.renamed',
  'folder.removed',
  'flow.created',
  'flow.renamed',
  'flow.moved',
  'flow.duplicated',
  'flow.exported',
  'flow.imported',
  'flow.removed',
  'flow.restored',
  'flow.enabled',
  'flow.disabled',
  'flow.paused',
  'flow.resumed',
  'flow.lane-changed',
  'trigger.looked',
  'state.cleared',
  'variable.created',
  'variable.changed',
  'variable.removed',
  'draft.edited',
  'comment.added',
  'comment.removed',
  'comment.resolved',
  'comment.reopened',
  'version.published',
  'version.restored',
  'run.started',
  'run.tested',
  'run.retried',
  'run.continued',
  'run.cancelled',
  'run.moved',
  'runs.retried',
  'runs.cancelled',
  'run.resolved',
  'run.sealed',
  'run-view.saved',
  'run-view.removed',
  'what-if.started',
  'what-if.cancelled',
  'connection.created',
  'connection.changed',
  'connection.removed',
  'connection.tested',
  'approval.decided',
  'approval.asked-back',
  'approval.reassigned',
  'file.uploaded',
  'mail.refused',
  'receipt.exported',
  'audit.exported',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

export type Resource = {
  type:
    | 'workspace'
    | 'user'
    | 'session'
    | 'invitation'
    | 'folder'
    | 'flow'
    | 'version'
    | 'run'
    | 'run-view'
    | 'connection'
    | 'approval'
    | 'file'
    | 'variable'
  id: string
}

/**
 * Writes what was done into the transaction that does it: both stand, or neither. So no letter that somebody typed keeps it from
 * being written.
 */
export async function record(tx: Tx, actor: Actor, action: AuditAction, resource: Resource, detail: JsonObject = {}): Promise<void> {
  await recordEach(tx, actor, action, [{ resource, detail }])
}

/** The same done to many things at once: an event for each, as if each had been done alone. */
export async function recordEach(
  tx: Tx,
  actor: Actor,
  action: AuditAction,
  each: readonly { resource: Resource; detail?: JsonObject }[],
): Promise<void> {
  if (each.length === 0) return
  const rows = each.map(({ resource, detail = {} }) => auditRow(actor, action, resource, detail))
  await tx.insert(auditEvent).values(rows.map((row) => ({ ...row, actor: storable(row.actor), detail: storable(row.detail) })))
}

/** `id` is always given: a row is named before it is written. */
export type AuditRow = typeof auditEvent.$inferInsert & { id: string }

export function auditRow(actor: Actor, action: AuditAction, resource: Resource, detail: JsonObject): AuditRow {
  const { workspaceId } = actor
  return { id: newId(), workspaceId, actor: doerOf(actor), action, resourceType: resource.type, resourceId: resource.id, detail }
}

/** Who it was, and the role that allowed it. */
function doerOf(actor: Actor): JsonObject {
  if (actor.kind === 'system') return { kind: 'system', reason: actor.reason }
  if (actor.kind === 'guest') return { kind: 'guest', address: actor.address }
  return { kind: 'member', userId: actor.userId, name: actor.name, role: actor.role }
}
