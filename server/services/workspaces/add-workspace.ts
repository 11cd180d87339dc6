import { randomInt } from 'node:crypto'
import { newId } from '../../db/id'
import { membership, workspace } from '../../db/schema'
import { setWorkspace, type Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Person } from '../actor'

/** A workspace with its first owner, in a transaction of accounts. */
export async function addWorkspace(
  tx: Tx,
  { userId, name: ownerName, sessionId }: Pick<Person, 'userId' | 'name' | 'sessionId'>,
  name: string,
): Promise<{ id: string; slug: string }> {
  const id = newId()
  const slug = await claimSlug(tx, id, name)
  await tx.insert(membership).values({ workspaceId: id, userId, role: 'owner' })
  await setWorkspace(tx, id)
  const actor = { kind: 'member', userId, name: ownerName, sessionId, workspaceId: id, role: 'owner' } as const
  await record(tx, actor, 'workspace.created', { type: 'workspace', id }, { name })
  return { id, slug }
}

async function claimSlug(tx: Tx, id: string, name: string): Promise<string> {
  const plain = slugOf(name)
  for (let slug = plain; ; slug = `${plain}-${randomInt(1000, 10_000)}`) {
    const [added] = await tx.insert(workspace).values({ id, name, slug }).onConflictDoNothing().returning({ id: workspace.id })
    if (added) return slug
  }
}

/** `Müller & Söhne` → `muller-sohne`. */
function slugOf(name: string): string {
  const ascii = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return (
    ascii
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'workspace'
  )
}
