import { and, count, desc, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { checkGraph } from '@/flow/checks/check-graph'
import { graphFromDoc } from '@/flow/draft/document'
import { PastRunsSchema } from '@/flow/what-if/past-runs'
import { newId } from '../../db/id'
import { run, whatIf, whatIfResult } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Actor } from '../actor'
import { authorOf, type Call } from '../call'
import { loadDraft } from '../drafts/load-draft'
import { aroundFlow } from '../flows/around-flow'
import { flowOf } from '../flows/flow-of'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { keepSnapshot } from '../versions/keep-snapshot'
import { refuseProblems } from '../versions/refuse-problems'
import { versionOf } from '../versions/version-of'
import { pastRunsOf } from './past-runs-of'

export const StartWhatIfInput = PastRunsSchema.extend({
  flowId: z.uuid(),
  /** Left out: the draft as it is now. */
  versionId: z.uuid().optional(),
})

/** Going on at once in a workspace. */
const MOST_AT_ONCE = 3
/** Of a flow; older ones go. */
const KEPT = 20

/** Tries the draft on past runs. Workers do it one by one; nothing outside is touched, and no run is made. */
export async function startWhatIf({ actor }: Call, input: z.input<typeof StartWhatIfInput>): Promise<{ id: string }> {
  demand(actor, 'run.test')
  const { flowId, versionId: given, ...picked } = StartWhatIfInput.parse(input)
  const { workspaceId } = actor
  const id = newId()
  await inWorkspace(workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    await refuseTooMany(tx, workspaceId)
    const versionId = given === undefined ? await draftOf(tx, actor, flowId) : await ofFlow(tx, actor, flowId, given)
    const runs = await tx
      .select({ id: run.id })
      .from(run)
      .where(pastRunsOf(workspaceId, flowId, picked))
      .orderBy(desc(run.id))
      .limit(picked.most)
    if (runs.length === 0) throw new ServiceError('invalid', 'There is no past run of this kind to try it on.')
    await tx.insert(whatIf).values({ id, workspaceId, flowId, versionId, status: 'running', picked, createdBy: authorOf(actor) })
    await tx.insert(whatIfResult).values(runs.map((each) => ({ workspaceId, whatIfId: id, runId: each.id })))
    await forgetOld(tx, workspaceId, flowId)
    await record(tx, actor, 'what-if.started', { type: 'flow', id: flowId }, { flowId, versionId, whatIfId: id, runs: runs.length })
  })
  await announce('what-ifs', { whatIfId: id })
  return { id }
}

async function refuseTooMany(tx: Tx, workspaceId: string): Promise<void> {
  const [going] = await tx
    .select({ on: count() })
    .from(whatIf)
    .where(and(eq(whatIf.workspaceId, workspaceId), eq(whatIf.status, 'running')))
  if ((going?.on ?? 0) < MOST_AT_ONCE) return
  throw new ServiceError('limited', 'Three drafts are being tried already. Wait for one of them, or stop one.')
}

async function draftOf(tx: Tx, actor: Actor, flowId: string): Promise<string> {
  const { doc } = await loadDraft(tx, actor, flowId)
  const graph = graphFromDoc(doc)
  refuseProblems(checkGraph(graph, manifest, await aroundFlow(tx, actor.workspaceId, flowId)), 'try')
  return keepSnapshot(tx, actor, flowId, graph)
}

async function ofFlow(tx: Tx, actor: Actor, flowId: string, versionId: string): Promise<string> {
  const version = await versionOf(tx, actor, versionId)
  if (version.flowId !== flowId) throw new ServiceError('invalid', 'This version is of another flow.')
  return versionId
}

async function forgetOld(tx: Tx, workspaceId: string, flowId: string): Promise<void> {
  const ofFlow = and(eq(whatIf.workspaceId, workspaceId), eq(whatIf.flowId, flowId))
  const [oldest] = await tx
    .select({ id: whatIf.id })
    .from(whatIf)
    .where(ofFlow)
    .orderBy(desc(whatIf.id))
    .offset(KEPT - 1)
    .limit(1)
  if (oldest) await tx.delete(whatIf).where(and(ofFlow, lt(whatIf.id, oldest.id)))
}
