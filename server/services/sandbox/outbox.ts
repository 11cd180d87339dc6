import { and, desc, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { sandboxRecord } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { KeptMailSchema, MAIL, type MailPerson } from './kept-mail'
import { sandboxOf } from './sandbox-of'

export const SandboxOutboxInput = z.strictObject({
  connectionId: z.uuid(),
  limit: z.number().int().min(1).max(100).default(50),
  /** Id of the last mail of the page before: ids sort by time. */
  cursor: z.uuid().optional(),
})

export type SandboxOutbox = {
  name: string
  items: { id: string; at: Date; to: MailPerson[]; subject: string; beginning: string; attachments: number }[]
  nextCursor: string | null
}

/** The mails that a sandbox account would have sent, the newest first. */
export async function sandboxOutbox({ actor }: Call, input: z.input<typeof SandboxOutboxInput>): Promise<SandboxOutbox> {
  demand(actor, 'run.read')
  const { connectionId, limit, cursor } = SandboxOutboxInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { name } = await sandboxOf(tx, actor, connectionId, 'mail')
    const rows = await tx
      .select({ id: sandboxRecord.id, at: sandboxRecord.createdAt, body: sandboxRecord.body })
      .from(sandboxRecord)
      .where(
        and(
          eq(sandboxRecord.workspaceId, actor.workspaceId),
          eq(sandboxRecord.connectionId, connectionId),
          eq(sandboxRecord.kind, MAIL),
          cursor ? lt(sandboxRecord.id, cursor) : undefined,
        ),
      )
      .orderBy(desc(sandboxRecord.id))
      .limit(limit + 1)
    const items = rows.slice(0, limit).map(({ id, at, body }) => {
      const { to, subject, text, attachments } = KeptMailSchema.parse(body)
      return { id, at, to, subject, beginning: text.slice(0, 200).replace(/\s+/g, ' ').trim(), attachments: attachments.length }
    })
    return { name, items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  })
}
