import type { Json } from '@/flow/json'
import type { Tx } from '../db/tenancy'
import { openBytes, sealBytes } from './sealed'
import { workspaceKeyOf } from './workspace-key'

/**
 * Secrets at rest. Each workspace has a key, kept only wrapped by a master key that is not in the database; every value is
 * sealed for one place, and opens nowhere else. Plaintext lives in the worker, for the step that needs it, and in the gateway
 * for what callers of webhooks prove (services/intake/hook-secret.decision.md); never in logs, run data, errors or exports.
 */
export type Place = {
  workspaceId: string
  table: 'connection' | 'oauth_attempt' | 'outside_call' | 'what_if_result'
  row: string
  column: string
}

export async function seal(tx: Tx, place: Place, value: Json): Promise<Uint8Array> {
  return sealBytes(await workspaceKeyOf(tx, place.workspaceId), textOf(place), Buffer.from(JSON.stringify(value)))
}

/** @throws Error when it was sealed elsewhere, or changed */
export async function open(tx: Tx, place: Place, sealed: Uint8Array): Promise<Json> {
  const bytes = openBytes(await workspaceKeyOf(tx, place.workspaceId), textOf(place), sealed)
  return JSON.parse(bytes.toString('utf8')) as Json // what `seal` wrote
}

function textOf({ workspaceId, table, row, column }: Place): string {
  return [workspaceId, table, row, column].join('/')
}
