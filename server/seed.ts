import { eq } from 'drizzle-orm'
import type { Graph } from '@/flow/graph/graph'
import { authDb } from './db/client'
import { newId } from './db/id'
import { flow, membership, user } from './db/schema'
import { inAccounts, inWorkspace } from './db/tenancy'
import { addUpOrders } from './demo/add-up-orders'
import { mondayReminder } from './demo/monday-reminder'
import { sortInvoices } from './demo/sort-invoices'
import { record } from './governance/audit'
import { DEMO_EMAIL } from './services/account/demo'
import { hashPassword, verifyPassword } from './services/account/password'
import type { Actor } from './services/actor'
import { addFlow } from './services/flows/add-flow'
import { publishVersion } from './services/versions/publish'
import { addWorkspace } from './services/workspaces/add-workspace'

type Example = { name: string; graph: Graph; publish: boolean }

const EXAMPLES: readonly Example[] = [
  { name: 'Monday reminder', graph: mondayReminder, publish: false },
  { name: 'Add up an order', graph: addUpOrders, publish: true },
  { name: 'Sort an invoice', graph: sortInvoices, publish: true },
]

/** The demo account and its workspace of examples. Made once; later starts only keep the password what it is meant to be. */
export async function seedDemo(password: string): Promise<{ email: string; password: string }> {
  const person = (await findDemo()) ?? (await makeDemo(password))
  if (!(await verifyPassword(password, person.passwordHash))) {
    await authDb()
      .update(user)
      .set({ passwordHash: await hashPassword(password) })
      .where(eq(user.id, person.id))
  }
  const [home] = await authDb().select().from(membership).where(eq(membership.userId, person.id)).orderBy(membership.createdAt).limit(1)
  if (home) {
    const { workspaceId, role } = home
    await addExamples({ kind: 'member', userId: person.id, name: person.name, sessionId: '', workspaceId, role })
  }
  return { email: DEMO_EMAIL, password }
}

async function findDemo() {
  const [found] = await authDb().select().from(user).where(eq(user.email, DEMO_EMAIL))
  return found
}

async function makeDemo(password: string) {
  const passwordHash = await hashPassword(password)
  return inAccounts(async (tx) => {
    const [person] = await tx.insert(user).values({ id: newId(), email: DEMO_EMAIL, name: 'Demo', passwordHash }).returning()
    if (!person) throw new Error('The demo account was not made.')
    await addWorkspace(tx, { userId: person.id, name: person.name, sessionId: '' }, 'Demo')
    return person
  })
}

/** Into an empty workspace only: an example somebody deleted stays deleted. */
async function addExamples(actor: Actor): Promise<void> {
  const published = await inWorkspace(actor.workspaceId, async (tx) => {
    const [anything] = await tx.select({ id: flow.id }).from(flow).limit(1)
    if (anything) return []
    const toPublish: string[] = []
    for (const { name, graph, publish } of EXAMPLES) {
      const id = await addFlow(tx, actor, { name, folderId: null, graph })
      await record(tx, actor, 'flow.created', { type: 'flow', id }, { name })
      if (publish) toPublish.push(id)
    }
    return toPublish
  })
  for (const flowId of published) await publishVersion({ actor }, { flowId, note: 'Example' })
}
