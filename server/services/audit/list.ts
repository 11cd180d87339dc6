import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { JsonObject } from '@/flow/json'
import { auditEvent, auditLink } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { AUDIT_ACTIONS, type AuditAction } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { namesIn } from './names-in'

export const ListAuditInput = z.strictObject({
  /** A member's id, `people`: everybody, guests too, or `system`: KAOS itself. */
  actor: z.union([z.uuid(), z.enum(['people', 'system'])]).optional(),
  actions: z.array(z.enum(AUDIT_ACTIONS)).max(AUDIT_ACTIONS.length).optional(),
  resourceId: z.string().max(64).optional(),
  since: z.date().optional(),
  before: z.date().optional(),
  limit: z.number().int().min(1).max(200).default(60),
  /** Id of the last event of the page before: ids sort by time. */
  cursor: z.uuid().optional(),
})

/** Who did it, as they were called then, and the role that allowed it (unknown for events of before it was kept). */
export type AuditActor =
  | { kind: 'member'; userId: string; name: string; role: string | null }
  | { kind: 'guest'; address: string }
  | { kind: 'system'; reason: string }

export type AuditListItem = {
  id: string
  at: Date
  actor: AuditActor
  action: AuditAction
  resource: { type: string; id: string }
  detail: JsonObject
  /** The flow it concerns, if one. */
  flowId: string | null
  /** Its place in the chain; null: not sealed yet. */
  link: { seq: number; hash: string } | null
}

export type AuditPage = {
  items: AuditListItem[]
  /** By id: what flows, people, folders and accounts are called today. */
  names: Record<string, string>
  nextCursor: string | null
}

/** The newest first. */
export async function listAudit({ actor }: Call, input: z.input<typeof ListAuditInput>): Promise<AuditPage> {
  demand(actor, 'audit.read')
  const { actor: doer, actions, resourceId, since, before, limit, cursor } = ListAuditInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const rows = await tx
      .select({ event: auditEvent, seq: auditLink.seq, hash: auditLink.hash })
      .from(auditEvent)
      .leftJoin(auditLink, and(eq(auditLink.workspaceId, auditEvent.workspaceId), eq(auditLink.eventId, auditEvent.id)))
      .where(
        and(
          eq(auditEvent.workspaceId, workspaceId),
          doer ? isBy(doer) : undefined,
          actions ? inArray(auditEvent.action, actions) : undefined,
          resourceId ? eq(auditEvent.resourceId, resourceId) : undefined,
          since ? gte(auditEvent.at, since) : undefined,
          before ? lt(auditEvent.at, before) : undefined,
          cursor ? lt(auditEvent.id, cursor) : undefined,
        ),
      )
      .orderBy(desc(auditEvent.id))
      .limit(limit + 1)
    const shown = rows.slice(0, limit)
    const { names, flowOfRun } = await namesIn(
      tx,
      shown.map(({ event }) => event),
    )
    const items = shown.map(({ event, seq, hash }): AuditListItem => {
      const { id, at, action, resourceType, resourceId, detail } = event
      return {
        id,
        at,
        actor: actorOf(event.actor),
        action: action as AuditAction, // a column that only `record` writes
        resource: { type: resourceType, id: resourceId },
        detail,
        flowId: flowIdOf(event) ?? flowOfRun.get(runIdOf(event)) ?? null,
        link: seq !== null && hash !== null ? { seq, hash } : null,
      }
    })
    return { items, names, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  })
}

function isBy(doer: string): SQL {
  if (doer === 'system') return sql`${auditEvent.actor}->>'kind' = 'system'`
  // Nobody seals a run by hand: said here, most of what is no person's need not be read.
  if (doer === 'people') return sql`(${auditEvent.action} <> 'run.sealed' and ${auditEvent.actor}->>'kind' <> 'system')`
  return sql`${auditEvent.actor}->>'userId' = ${doer}`
}

/** An approval names the run it belongs to. */
function runIdOf({ resourceId, detail }: typeof auditEvent.$inferSelect): string {
  return typeof detail.runId === 'string' ? detail.runId : resourceId
}

function flowIdOf({ resourceType, resourceId, detail }: typeof auditEvent.$inferSelect): string | undefined {
  if (resourceType === 'flow') return resourceId
  return typeof detail.flowId === 'string' ? detail.flowId : undefined
}

const ActorSchema = z.union([
  z.object({ kind: z.literal('member'), userId: z.string(), name: z.string(), role: z.string().nullable().default(null) }),
  z.object({ kind: z.literal('guest'), address: z.string() }),
  z.object({ kind: z.literal('system'), reason: z.string() }),
])

function actorOf(actor: JsonObject): AuditActor {
  return ActorSchema.safeParse(actor).data ?? { kind: 'system', reason: '' }
}
