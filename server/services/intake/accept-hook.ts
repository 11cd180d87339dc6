import type { Json, JsonObject } from '@/flow/json'
import { newId } from '../../db/id'
import { acceptRun } from './accept-run'
import { awaitAnswer, type HookAnswer } from './await-answer'
import { type HookTrigger, triggerOfToken } from './trigger-of-token'

export type HookCall = {
  /** The last part of `/hooks/<token>`. */
  token: string
  method: string
  /** Names in lower case. */
  headers: Record<string, string>
  query: JsonObject
  body: Json
}

/** Takes what another system sends to a flow. Every refusal says why; an acceptance means the run is durable. */
export async function acceptHook(call: HookCall): Promise<HookAnswer> {
  const trigger = await triggerOfToken(call.token)
  if (!trigger) return refusal(404, 'There is no such hook. Check the address; it ends in 32 characters.')
  if (!trigger.enabled) return refusal(410, 'This flow is switched off.')
  const { method, answer, body } = trigger.config
  if (method !== 'any' && method !== call.method) {
    return { ...refusal(405, `This hook takes ${method}, not ${call.method}.`), headers: { allow: method } }
  }

  const runId = newId()
  const accept = () => acceptCall(trigger, call, runId)
  if (answer !== 'immediately') return awaitAnswer(runId, answer, accept)
  const accepted = await accept()
  return body === ''
    ? { status: 202, headers: {}, body: { runId: accepted.runId } }
    : { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
}

function acceptCall(trigger: HookTrigger, call: HookCall, runId: string) {
  const { id, workspaceId, flowId, versionId, nodeId, config } = trigger
  const key = call.headers[config.dedupeHeader.trim().toLowerCase()]
  return acceptRun({
    runId,
    workspaceId,
    flowId,
    versionId,
    mode: 'live',
    triggerNodeId: nodeId,
    startedBy: { kind: 'webhook' },
    input: { method: call.method, headers: shown(call.headers), query: call.query, body: call.body },
    delivery: key ? { triggerId: id, key: key.slice(0, 500) } : undefined,
  })
}

/** Credentials of the caller are no data of the run. */
function shown(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIALS.has(name)))
}

const CREDENTIALS = new Set(['authorization', 'cookie', 'proxy-authorization'])

function refusal(status: number, error: string): HookAnswer {
  return { status, headers: {}, body: { error } }
}
