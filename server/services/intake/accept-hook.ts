import { WEBHOOK_METHODS } from '@/connectors/trigger/webhook'
import type { Json, JsonObject } from '@/flow/json'
import { newId } from '../../db/id'
import { hopped } from '../calls/hops'
import { acceptRun } from './accept-run'
import { answerUrl } from './answer-later'
import { awaitAnswer, type HookAnswer } from './await-answer'
import { databaseTime } from './database-time'
import { isGenuine, provingHeaders, type RawCall } from './genuine'
import { hookDeliveryOf } from './hook-delivery'
import { hookHopsIn, whyLooping } from './hook-hops'
import { hookSecretOf } from './hook-secret'
import { type HookTrigger, triggerOfToken } from './trigger-of-token'

export type HookCall = RawCall & {
  /** The last part of `/hooks/<token>`. */
  token: string
  method: string
  /** Names in lower case. */
  headers: Record<string, string>
  query: JsonObject
  /** The bytes as data; not looked at before it is known who sent them. */
  read: () => Promise<{ ok: true; body: Json } | { ok: false; reason: string }>
}

/** Tries that were wrong, of one caller: at addresses that do not exist, or at the secret of one hook. */
export type Guesses = {
  /** Seconds until another try at this hook is worth it, or null. */
  look: (hookId: string) => Promise<number | null>
  spend: (hookId: string | null) => Promise<unknown>
}

/** Takes what another system sends to a flow. Every refusal says why; an acceptance means the run is durable. */
export async function acceptHook(call: HookCall, guesses: Guesses): Promise<HookAnswer> {
  const trigger = await triggerOfToken(call.token)
  if (!trigger) {
    await guesses.spend(null)
    return refusal(404, 'There is no such hook. Check the address; it ends in 32 characters.')
  }
  if (!trigger.enabled) return refusal(410, 'This flow is switched off.')
  const { method, answer, body: words, authentication } = trigger.config
  const taken = method === 'any' ? ANY : [method]
  if (!taken.includes(call.method))
    return refusal(405, `This hook takes ${taken.join(', ')}, not ${call.method}.`, { allow: taken.join(', ') })
  const refused = authentication === 'none' ? null : await refuseUnlessGenuine(trigger, call, guesses)
  if (refused) return refused
  const looping = whyLooping(hookHopsIn(call.headers))
  if (looping !== null) return refusal(508, looping)
  const data = await call.read()
  if (!data.ok) return refusal(400, data.reason)

  const runId = newId()
  const accept = () => acceptCall(trigger, call, data.body, runId)
  if (answer !== 'immediately')
    return awaitAnswer({ id: runId, workspaceId: trigger.workspaceId }, answer, accept, (id) => answerUrl(call.token, id))
  const accepted = await accept()
  return words === ''
    ? { status: 202, headers: {}, body: { runId: accepted.runId } }
    : { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: words }
}

/** One answer for whatever is wrong: no proof, a wrong one, one that is too old, and a hook whose secret is gone. */
async function refuseUnlessGenuine({ id, workspaceId, connectionId, config }: HookTrigger, call: HookCall, guesses: Guesses) {
  const limited = await guesses.look(id)
  if (limited !== null) return refusal(429, 'Too many calls that were not proved.', { 'retry-after': String(limited) })
  const secret = connectionId === null ? null : await hookSecretOf({ workspaceId, connectionId })
  if (secret && isGenuine(config, secret, call, await databaseTime())) return null
  await guesses.spend(id)
  const challenge = config.authentication === 'basic' ? { 'www-authenticate': 'Basic realm="hook", charset="UTF-8"' } : undefined
  return refusal(401, 'This hook takes only calls that prove who sent them. Check the secret, the signature and the clock.', challenge)
}

function acceptCall(trigger: HookTrigger, call: HookCall, body: Json, runId: string) {
  const { id, workspaceId, flowId, versionId, nodeId, config } = trigger
  const hidden = new Set([...CREDENTIALS, ...provingHeaders(config)])
  const headers = Object.fromEntries(Object.entries(call.headers).filter(([name]) => !hidden.has(name)))
  const key = hookDeliveryOf(config, call.headers, body)
  return acceptRun({
    runId,
    workspaceId,
    flowId,
    versionId,
    mode: 'live',
    triggerNodeId: nodeId,
    startedBy: { kind: 'webhook', ...hopped(hookHopsIn(call.headers)) },
    input: { method: call.method, headers, query: call.query, body },
    delivery: key === undefined ? undefined : { triggerId: id, key },
  })
}

/** HEAD only asks what would be answered, and OPTIONS what may be asked: neither starts anything. */
const ANY: readonly string[] = WEBHOOK_METHODS.filter((method) => method !== 'any')

/** Credentials of the caller are no data of the run. */
const CREDENTIALS = ['authorization', 'cookie', 'proxy-authorization']

function refusal(status: number, error: string, headers: Record<string, string> = {}): HookAnswer {
  return { status, headers, body: { error } }
}
