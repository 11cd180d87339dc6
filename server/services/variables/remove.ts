import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { variable } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { variableUsesIn } from './uses'
import { variableOf } from './variable'

export const RemoveVariableInput = z.strictObject({ id: z.uuid() })

/** Not while a published flow that is on reads it: its runs would fail. */
export async function removeVariable({ actor }: Call, input: z.input<typeof RemoveVariableInput>): Promise<void> {
  demand(actor, 'variable.write')
  const { id } = RemoveVariableInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const { name, value } = await variableOf(tx, actor, id)
    const [first, ...others] = (await variableUsesIn(tx, actor.workspaceId))(name).filter(({ enabled }) => enabled)
    if (first) {
      const who = others.length === 0 ? 'reads' : `and ${others.length === 1 ? 'one other flow' : `${others.length} other flows`} read`
      throw new ServiceError('conflict', `“${first.name}” ${who} this variable. Take it out there and publish, or switch it off first.`)
    }
    await tx.delete(variable).where(eq(variable.id, id))
    await record(tx, actor, 'variable.removed', { type: 'variable', id }, { name, value })
  })
}
