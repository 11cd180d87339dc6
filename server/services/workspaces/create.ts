import { z } from 'zod'
import { inAccounts } from '../../db/tenancy'
import type { Person } from '../actor'
import { NameSchema } from '../names'
import { addWorkspace } from './add-workspace'

export const CreateWorkspaceInput = z.strictObject({ name: NameSchema })

export async function createWorkspace(person: Person, input: z.input<typeof CreateWorkspaceInput>): Promise<{ slug: string }> {
  const { name } = CreateWorkspaceInput.parse(input)
  const { slug } = await inAccounts((tx) => addWorkspace(tx, person, name))
  return { slug }
}
