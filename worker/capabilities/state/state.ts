import { and, count, eq, ne, sql, sum } from 'drizzle-orm'
import type { FlowState, Kept, StateChange } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { stateChange, stateItem } from '@/server/db/schema'
import { inWorkspace, type Tx } from '@/server/db/tenancy'
import { idempotencyKey } from '../../engine/idempotency-key'
import type { Place } from '../memory'
import { changed } from './changed'

/** So much one flow keeps. More belongs into a database of its own. */
const MOST_KEYS = 1_000
const LARGEST_VALUE = 64 * 1024
const MOST_BYTES = 5 * 1024 * 1024
/** A step that is repeated is repeated long before. */
const REMEMBERED_DAYS = 30

type FlowPlace = Place & {
  flowId: string
  /** Of the step in a run that goes on from another: the key under which that one may have made the change already. */
  inheritedKey?: string | undefined
}

/**
 * What a flow keeps by key, under the tenancy of its workspace. A change and the note that this step has made it stand in
 * one transaction, behind a lock on the key: parallel runs count each other in, and a step that is repeated after a crash
 * changes nothing again. A test sees what is kept and changes nothing.
 */
export function stateOf(place: FlowPlace): FlowState {
  const { workspaceId } = place
  return {
    get: (key) => inWorkspace(workspaceId, (tx) => keptAt(tx, place, nameOf(key))),
    change: (key, change) => inWorkspace(workspaceId, (tx) => makeChange(tx, place, nameOf(key), change)),
  }
}

type Made = Awaited<ReturnType<FlowState['change']>>

async function makeChange(tx: Tx, place: FlowPlace, key: string, change: StateChange): Promise<Made> {
  const { workspaceId, flowId, step, mode } = place
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${flowId} ${key}`}, 0))`)
  const runId = await firstToTry(tx, place)
  const known = await madeBefore(tx, { ...place, runId })
  if (known) return known
  const before = await keptAt(tx, place, key)
  const after = changed(key, before, change)
  const made: Made = { before, after }
  const bytes = await fitting(tx, place, key, after)
  if (mode === 'test') return made
  if (after === undefined) await tx.delete(stateItem).where(itemAt(place, key))
  else {
    await tx
      .insert(stateItem)
      .values({ workspaceId, flowId, key, value: after, bytes })
      .onConflictDoUpdate({
        target: [stateItem.workspaceId, stateItem.flowId, stateItem.key],
        set: { value: after, bytes, updatedAt: sql`now()` },
      })
  }
  await tx.insert(stateChange).values({ workspaceId, flowId, runId, step, result: resultOf(made) })
  const old = sql`${stateChange.at} < now() - make_interval(days => ${REMEMBERED_DAYS})`
  await tx.delete(stateChange).where(and(eq(stateChange.workspaceId, workspaceId), eq(stateChange.flowId, flowId), old))
  return made
}

/** More runs than go on from one another. */
const MOST_RUNS = 100

/** The run that first had the key of this change: whatever goes on from it finds it noted there, and notes it there. */
async function firstToTry(tx: Tx, { workspaceId, runId, step, inheritedKey }: FlowPlace): Promise<string> {
  if (inheritedKey === undefined) return runId
  const before = await tx.execute<{ id: string }>(sql`
    with recursive before as (
      select id, continues_run_id, 1 as depth from run where workspace_id = ${workspaceId} and id = ${runId}
      union all
      select run.id, run.continues_run_id, depth + 1 from before
      join run on run.workspace_id = ${workspaceId} and run.id = before.continues_run_id where depth < ${MOST_RUNS}
    ) select id from before`)
  return [...before].find(({ id }) => idempotencyKey(id, step) === inheritedKey)?.id ?? runId
}

/** JSON has no undefined: what is not there is left out. */
function resultOf({ before, after }: Made): Json {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
}

async function madeBefore(tx: Tx, { workspaceId, runId, step }: FlowPlace): Promise<Made | null> {
  const [row] = await tx
    .select({ result: stateChange.result })
    .from(stateChange)
    .where(and(eq(stateChange.workspaceId, workspaceId), eq(stateChange.runId, runId), eq(stateChange.step, step)))
  return row ? (row.result as Made) : null // written by `resultOf` and by nobody else
}

async function keptAt(tx: Tx, place: FlowPlace, key: string): Promise<Kept> {
  const [row] = await tx.select({ value: stateItem.value }).from(stateItem).where(itemAt(place, key))
  return row?.value
}

function itemAt({ workspaceId, flowId }: FlowPlace, key: string) {
  return and(eq(stateItem.workspaceId, workspaceId), eq(stateItem.flowId, flowId), eq(stateItem.key, key))
}

/** How large it is, if there is room for it beside everything else the flow keeps. */
async function fitting(tx: Tx, { workspaceId, flowId }: FlowPlace, key: string, value: Kept): Promise<number> {
  if (value === undefined) return 0
  const bytes = Buffer.byteLength(JSON.stringify(value))
  if (bytes > LARGEST_VALUE) throw full(`“${key}” would become larger than ${LARGEST_VALUE / 1024} KB.`)
  const others = and(eq(stateItem.workspaceId, workspaceId), eq(stateItem.flowId, flowId), ne(stateItem.key, key))
  const [kept] = await tx
    .select({ keys: count(), bytes: sum(stateItem.bytes).mapWith(Number) })
    .from(stateItem)
    .where(others)
  if ((kept?.keys ?? 0) >= MOST_KEYS) throw full(`This flow keeps ${MOST_KEYS.toLocaleString('en')} values already.`)
  if ((kept?.bytes ?? 0) + bytes > MOST_BYTES) throw full(`This flow would keep more than ${MOST_BYTES / 1024 / 1024} MB.`)
  return bytes
}

function full(message: string): NodeError {
  return new NodeError('state_full', message, { retry: false, hint: 'Forget what is not needed any more, or keep less.' })
}

const LONGEST_NAME = 200

function nameOf(key: string): string {
  const name = key.trim()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Postgres takes no NUL, and people can read none of them
  if (name !== '' && name.length <= LONGEST_NAME && !/[\u0000-\u001f\ud800-\udfff]/u.test(name)) return name
  throw new NodeError('state_name', `A value is kept under a name of up to ${LONGEST_NAME} characters on one line.`, {
    retry: false,
    hint: 'Check the name in the step, and the data in it.',
  })
}
