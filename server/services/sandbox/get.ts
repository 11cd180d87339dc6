import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { sandboxOf } from './sandbox-of'

export const GetSandboxInput = z.strictObject({ connectionId: z.uuid() })

export type Sandbox = { id: string; connector: string; name: string }

/** Which app's sandbox this is. Whoever may see runs may see what they did inside KAOS. */
export async function getSandbox({ actor }: Call, input: z.input<typeof GetSandboxInput>): Promise<Sandbox> {
  demand(actor, 'run.read')
  const { connectionId } = GetSandboxInput.parse(input)
  const { id, connector, name } = await inWorkspace(actor.workspaceId, (tx) => sandboxOf(tx, actor, connectionId))
  return { id, connector, name }
}
