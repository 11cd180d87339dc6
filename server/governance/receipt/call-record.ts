import type { Json } from '@/flow/json'
import type { Tx } from '../../db/tenancy'
import { open } from '../../vault/vault'

/** What was asked and what came back, as it was recorded (worker/capabilities/record.ts). It holds no secret of an account. */
export function openCall(tx: Tx, row: { id: string; workspaceId: string; sealed: Uint8Array }): Promise<Json> {
  return open(tx, { workspaceId: row.workspaceId, table: 'outside_call', row: row.id, column: 'sealed' }, row.sealed)
}
