import type { Sql } from 'postgres'
import { z } from 'zod'
import { definitionOf } from '@/connectors/catalogue'
import { manifest } from '@/connectors/manifest'
import { PollFields } from '@/connectors/poll/fields'
import type { Poll, Polled } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import { type Json, type JsonObject, JsonSchema } from '@/flow/json'
import { StoreAway } from '@/server/blobs/store-away'
import { newId } from '@/server/db/id'
import { startByTrigger } from '@/server/services/intake/start-by-trigger'
import { withAccount } from '../../accounts/with-account'
import type { Account } from '../../capabilities/account/account'
import { type Equipment, handsOf } from '../../capabilities/hands'
import { stepErrorOf } from '../../engine/failure'
import { publishedFlow } from '../../engine/published-flow'
import { within } from '../../engine/within'
import { letGo, type PolledTrigger, stillMine } from './polled-trigger'

/** Well within the lease. */
const TIMEOUT_MS = 60_000
/** Runs that one look starts; what is left comes with the next, which follows at once. */
const MOST = 100
const FIRST_PAUSE_SECONDS = 30
const LONGEST_PAUSE_SECONDS = 3_600

export type PollParts = { sql: Sql; workerId: string; equipment: Equipment; now(): number }

/** Whose state it is: what was remembered of another address or account counts for nothing. */
const KeptState = z.object({ about: z.string(), state: JsonSchema })

/**
 * Looks once. The runs of what is new, how far it has looked and when it looks next are one transaction, and only while the
 * trigger is this worker's: whatever breaks, the next look begins where the last one that counts ended.
 */
export async function lookOnce(parts: PollParts, trigger: PolledTrigger, signal: AbortSignal): Promise<void> {
  const { sql, workerId } = parts
  try {
    const { type, about, polled } = await poll(parts, trigger, signal)
    const nextInSeconds = polled.more ? 0 : PollFields.parse(trigger.config).minutes * 60
    const kept = JSON.stringify({ about, state: polled.state })
    const app = manifest.nodes[type]?.title ?? 'Look'
    const starts = polled.items.map(({ key, value }) => ({ key, startedBy: { kind: 'poll', app } as const, input: value }))
    await startByTrigger(
      sql,
      trigger,
      starts,
      (tx) => tx`
        update trigger set state = ${kept}::text::json, ${letGo(sql, { found: starts.length, failures: 0 }, nextInSeconds)}
        where ${stillMine(sql, trigger, workerId)}`,
    )
  } catch (error) {
    if (signal.aborted) return
    const failures = (trigger.look?.failures ?? 0) + 1
    const { message: problem, hint } = stepErrorOf(error)
    const looked = { found: 0, failures, problem, ...(hint === undefined ? {} : { hint }) }
    await sql`update trigger set ${letGo(sql, looked, pauseAfter(error, failures))} where ${stillMine(sql, trigger, workerId)}`
  }
}

async function poll({ equipment, now }: PollParts, trigger: PolledTrigger, signal: AbortSignal) {
  const { workspaceId, connectionId } = trigger
  const type = await typeOf(trigger)
  const definition = definitionOf(type)
  if (definition?.kind !== 'trigger' || !definition.poll)
    throw new NodeError('poll_gone', 'This step can not look any more.', { retry: false })
  const look: Poll<JsonObject> = definition.poll
  const input = definition.input.parse(trigger.config) as JsonObject // inputs are declared over JSON
  const about = aboutOf(input, connectionId)
  const kept = KeptState.safeParse(trigger.state)
  const state = kept.success && kept.data.about === about ? kept.data.state : null
  const onlyRemember = state === null && input.first !== 'take'

  const polled = await within(TIMEOUT_MS, signal, ({ signal }) => {
    const perform = (account: Account | null) => {
      const hands = { workspaceId, runId: newId(), step: 'poll', mode: 'live', attempt: null, account, signal, now } as const
      const use = handsOf(equipment, { ...hands, reply: async () => ({ delivered: false }) })
      return look({ input, state, onlyRemember, most: MOST, use, connection: account?.connection ?? null, signal })
    }
    if (connectionId === null) return perform(null)
    return withAccount(equipment.http, { workspaceId, connectionId, signal }, (account) => {
      if (manifest.nodes[type]?.accountAt === account.connector) return perform(account)
      throw new NodeError('account_kind', 'The account is one of another app.', { retry: false, hint: 'Choose another account.' })
    })
  })
  if (polled.items.length > MOST) throw new Error(`${type} gave ${polled.items.length} items, more than it was asked for`)
  return { type, about, polled: polled satisfies Polled }
}

/** The node behind the trigger, in the version it belongs to. */
async function typeOf({ workspaceId, versionId, nodeId }: PolledTrigger): Promise<string> {
  const flow = await publishedFlow(workspaceId, versionId)
  const node = flow?.graph.nodes.find(({ id }) => id === nodeId)
  if (node) return node.type
  throw new NodeError('no_version', 'The published version can not be read any more.', { retry: false, hint: 'Publish the flow again.' })
}

/** How often it looks, and what it does with what is there at first, changes nothing about what it looks at. */
function aboutOf({ minutes: _, first: __, newest: ___, ...input }: JsonObject, connectionId: string | null): string {
  return JSON.stringify([connectionId, input satisfies Json])
}

/** Longer with each failure; what only a person can mend is tried less often still. Never sooner than the service says. */
function pauseAfter(error: unknown, failures: number): number {
  if (error instanceof StoreAway) return FIRST_PAUSE_SECONDS
  const longer = Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** Math.min(failures - 1, 10))
  if (!(error instanceof NodeError)) return longer
  const wanted = (error.retryAfterMs ?? 0) / 1_000
  return Math.max(error.retry ? longer : Math.min(LONGEST_PAUSE_SECONDS, longer * 10), wanted)
}
