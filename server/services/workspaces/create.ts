import { z } from 'zod'
import { authDb } from '../../db/client'
import type { Person } from '../actor'
import { NameSchema } from '../names'
import { addWorkspace } from './add-workspace'

export const CreateWorkspaceInput = z.strictObject({ name: NameSchema })

export async function createWorkspace(person: Person, input: z.input<typeof CreateWorkspaceInput>): Promise<{ slug: string }> {
  const { name } = CreateWorkspaceInput.parse(input)
  const { slug } = await authDb().transaction((tx) => addWorkspace(tx, person, name))
  return { slug }
}
