import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Json } from '@/flow/json'
import { outsideCall } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { digestOf } from '../../governance/chain/link'
import { openCall } from '../../governance/receipt/call-record'
import { type Call, notFound } from '../call'
import { demand } from '../permissions'

export const OutsideCallInput = z.strictObject({ id: z.uuid() })

/** A call that a step made to the outside, whole: the request and its answer. `intact`: they give the digest that was sealed. */
export async function outsideCallWhole(
  { actor }: Call,
  input: z.input<typeof OutsideCallInput>,
): Promise<{ record: Json; intact: boolean }> {
  demand(actor, 'run.read')
  const { id } = OutsideCallInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const [row] = await tx
      .select()
      .from(outsideCall)
      .where(and(eq(outsideCall.workspaceId, actor.workspaceId), eq(outsideCall.id, id)))
    if (!row) throw notFound('call')
    const record = await openCall(tx, row)
    return { record, intact: digestOf(record) === row.digest }
  })
}
