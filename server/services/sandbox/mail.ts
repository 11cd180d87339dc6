import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { FileRef } from '@/flow/define/file-ref'
import { sandboxRecord } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { type Call, notFound } from '../call'
import { demand } from '../permissions'
import { KeptMailSchema, MAIL, type MailPerson } from './kept-mail'
import { sandboxOf } from './sandbox-of'

export const SandboxMailInput = z.strictObject({ connectionId: z.uuid(), id: z.uuid() })

export type SandboxMail = {
  id: string
  at: Date
  from: MailPerson
  to: MailPerson[]
  cc: MailPerson[]
  replyTo: MailPerson[]
  subject: string
  text: string
  attachments: FileRef[]
}

/** One mail of a sandbox's outbox, whole. */
export async function sandboxMail({ actor }: Call, input: z.input<typeof SandboxMailInput>): Promise<SandboxMail> {
  demand(actor, 'run.read')
  const { connectionId, id } = SandboxMailInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    await sandboxOf(tx, actor, connectionId, 'mail')
    const [row] = await tx
      .select({ at: sandboxRecord.createdAt, body: sandboxRecord.body })
      .from(sandboxRecord)
      .where(
        and(
          eq(sandboxRecord.workspaceId, actor.workspaceId),
          eq(sandboxRecord.connectionId, connectionId),
          eq(sandboxRecord.kind, MAIL),
          eq(sandboxRecord.id, id),
        ),
      )
    if (!row) throw notFound('mail')
    return { id, at: row.at, ...KeptMailSchema.parse(row.body) }
  })
}
