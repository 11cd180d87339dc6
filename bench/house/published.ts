import type postgres from 'postgres'
import type { Graph } from '@/flow/graph/graph'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import type { Actor } from '@/server/services/actor'
import { addFlow } from '@/server/services/flows/add-flow'
import { hookUrls } from '@/server/services/flows/hook-urls'
import { publishVersion } from '@/server/services/versions/publish'
import { createWorkspace } from '@/server/services/workspaces/create'
import { memberOf } from '@/server/services/workspaces/member-of'

export type BenchOwner = { actor: Actor; workspaceId: string }

export type Published = { workspaceId: string; flowId: string; versionId: string; hookUrl: string }

export async function openWorkspace(sql: postgres.Sql): Promise<BenchOwner> {
  const person = { userId: newId(), name: 'Bench', email: `${newId()}@bench.test`, sessionId: newId() }
  await sql`insert into "user" (id, email, name) values (${person.userId}, ${person.email}, ${person.name})`
  await sql`insert into session (id, user_id, user_agent, address, expires_at)
    values (${person.sessionId}, ${person.userId}, 'bench', '127.0.0.1', now() + interval '1 day')`
  const { slug } = await createWorkspace(person, { name: 'Bench' })
  const actor = await memberOf(person, slug)
  if (!actor) throw new Error('The workspace has no owner')
  return { actor, workspaceId: actor.workspaceId }
}

/** The graph as a live flow of the workspace. */
export async function publish({ actor, workspaceId }: BenchOwner, graph: Graph): Promise<Published> {
  const flowId = await inWorkspace(workspaceId, (tx) => addFlow(tx, actor, { name: 'Bench', folderId: null, graph }))
  const { id: versionId } = await publishVersion({ actor }, { flowId })
  const [hook] = await hookUrls({ actor }, { id: flowId })
  return { workspaceId, flowId, versionId, hookUrl: hook?.url ?? '' }
}
