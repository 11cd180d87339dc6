import { and, eq } from 'drizzle-orm'
import { AuthenticationSchema } from '@/connectors/trigger/authentication'
import { isTerminal } from '@/flow/engine/status'
import type { Json, JsonObject } from '@/flow/json'
import { databaseNow } from '../../db/now'
import { callback, run } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import type { Guesses } from '../intake/accept-hook'
import type { HookAnswer } from '../intake/await-answer'
import { databaseTime } from '../intake/database-time'
import { isGenuine, type RawCall } from '../intake/genuine'
import { hookSecretOf } from '../intake/hook-secret'
import { tellWoken, type Woken, wakeRun } from '../runs/wake-run'
import { claimOf } from '../sealed-token'
import { type CallbackLink, isLink } from './link'

export type CallbackCall = RawCall & {
  /** The last part of `/callbacks/wait/<token>`. */
  token: string
  method: string
  query: JsonObject
  /** The bytes as data; not looked at before it is known who sent them. */
  read: () => Promise<{ ok: true; body: Json } | { ok: false; reason: string }>
}

type Callback = typeof callback.$inferSelect

/**
 * What somebody sends to a link that a step made. It counts once, whether or not a step waits for it yet: the row is locked,
 * so of any number of calls at the same moment one is taken. Looking at the address decides nothing.
 */
export async function answerCallback(call: CallbackCall, guesses: Guesses): Promise<HookAnswer> {
  if (call.method !== 'POST') return refusal(405, 'Send the answer as a POST. Opening this address decides nothing.', { allow: 'POST' })
  const found = await callbackOf(call.token)
  if (!found) {
    await guesses.spend(null)
    return refusal(404, 'There is no such link. Check the address, it has to be whole.')
  }
  const refused = await refuseUnlessGenuine(found, call, guesses)
  if (refused) return refused
  const data = await call.read()
  if (!data.ok) return refusal(400, data.reason)
  const taken = await inWorkspace(found.workspaceId, (tx) => take(tx, found, { body: data.body, query: call.query }))
  if ('status' in taken) return taken
  await tellWoken(taken)
  return { status: 200, headers: {}, body: { received: true } }
}

async function take(tx: Tx, { id, workspaceId, runId }: CallbackLink, answer: JsonObject): Promise<Woken | HookAnswer> {
  const mine = and(eq(callback.workspaceId, workspaceId), eq(callback.id, id))
  const [locked] = await tx.select({ receivedAt: callback.receivedAt }).from(callback).where(mine).for('update')
  if (!locked || locked.receivedAt) return refusal(409, 'This link was used already. Only the first answer counts.')
  const woken = await wakeRun(tx, { id: runId, workspaceId })
  const [row] = await tx
    .select({ status: run.status })
    .from(run)
    .where(and(eq(run.workspaceId, workspaceId), eq(run.id, runId)))
  if (!row || isTerminal(row.status)) return refusal(410, 'The run that made this link is over.')
  const receivedAt = await databaseNow(tx)
  const result: JsonObject = { received: true, ...answer, at: receivedAt.toISOString() }
  await tx.update(callback).set({ result, receivedAt }).where(mine)
  return woken
}

async function callbackOf(token: string): Promise<Callback | null> {
  const claim = claimOf(token)
  if (!claim) return null
  const [row] = await inWorkspace(claim.workspaceId, (tx) =>
    tx
      .select()
      .from(callback)
      .where(and(eq(callback.workspaceId, claim.workspaceId), eq(callback.id, claim.id))),
  )
  return row && isLink(token, row) ? row : null
}

async function refuseUnlessGenuine({ id, workspaceId, connectionId, config }: Callback, call: CallbackCall, guesses: Guesses) {
  const proof = AuthenticationSchema.parse(config)
  if (proof.authentication === 'none') return null
  const limited = await guesses.look(id)
  if (limited !== null) return refusal(429, 'Too many calls that were not proved.', { 'retry-after': String(limited) })
  const secret = connectionId === null ? null : await hookSecretOf({ workspaceId, connectionId })
  if (secret && isGenuine(proof, secret, call, await databaseTime())) return null
  await guesses.spend(id)
  return refusal(401, 'This link takes only calls that prove who sent them. Check the secret, the signature and the clock.')
}

function refusal(status: number, error: string, headers: Record<string, string> = {}): HookAnswer {
  return { status, headers, body: { error } }
}
