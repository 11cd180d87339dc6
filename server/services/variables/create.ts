import { count, eq } from 'drizzle-orm'
import { z } from 'zod'
import { newId } from '../../db/id'
import { variable } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { MOST_VARIABLES, VariableName, VariableNote, VariableValue } from './variable'

export const CreateVariableInput = z.strictObject({ name: VariableName, value: VariableValue, note: VariableNote })

export async function createVariable({ actor }: Call, input: z.input<typeof CreateVariableInput>): Promise<{ id: string }> {
  demand(actor, 'variable.write')
  const { name, value, note } = CreateVariableInput.parse(input)
  const { workspaceId } = actor
  const id = newId()
  await inWorkspace(workspaceId, async (tx) => {
    const [existing] = await tx.select({ count: count() }).from(variable).where(eq(variable.workspaceId, workspaceId))
    if ((existing?.count ?? 0) >= MOST_VARIABLES) throw new ServiceError('conflict', `A workspace has at most ${MOST_VARIABLES} variables.`)
    const made = await tx
      .insert(variable)
      .values({ id, workspaceId, name, value, note })
      .onConflictDoNothing()
      .returning({ id: variable.id })
    if (made.length === 0) throw new ServiceError('conflict', `There is a variable called ${name} already.`)
    await record(tx, actor, 'variable.created', { type: 'variable', id }, { name, value })
  })
  return { id }
}
