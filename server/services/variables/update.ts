import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { JsonObject } from '@/flow/json'
import { variable } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { VariableNote, VariableValue, variableOf } from './variable'

/** What is left out stays as it is, whoever changed it meanwhile. */
export const UpdateVariableInput = z.strictObject({
  id: z.uuid(),
  value: VariableValue.optional(),
  note: VariableNote.unwrap().optional(),
})

/** Runs that begin from now on see the new value; those under way keep the one they began with. */
export async function updateVariable({ actor }: Call, input: z.input<typeof UpdateVariableInput>): Promise<void> {
  demand(actor, 'variable.write')
  const { id, value, note } = UpdateVariableInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const before = await variableOf(tx, actor, id)
    await tx.update(variable).set({ value, note, updatedAt: sql`now()` }).where(eq(variable.id, id))
    const change: JsonObject = value === undefined ? {} : { from: before.value, to: value }
    await record(tx, actor, 'variable.changed', { type: 'variable', id }, { name: before.name, ...change })
  })
}
