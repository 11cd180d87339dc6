import { createHash } from 'node:crypto'
import { env } from '../env'
import { openBytes, sealBytes } from './sealed'

/**
 * Wraps the keys of workspaces. Asynchronous, because a master key may live in a service that never gives it away
 * (AWS KMS, Vault); the one here comes from the environment.
 */
export type MasterKey = {
  id: string
  wrap(place: string, key: Uint8Array): Promise<Uint8Array>
  unwrap(place: string, wrapped: Uint8Array): Promise<Uint8Array>
}

/** The key that wraps, first, and those that wrapped before and still unwrap. */
export function masterKeys(): [MasterKey, ...MasterKey[]] {
  const { KAOS_MASTER_KEY, KAOS_MASTER_KEYS_BEFORE } = env()
  return [keyOf(KAOS_MASTER_KEY), ...KAOS_MASTER_KEYS_BEFORE.map(keyOf)]
}

function keyOf(secret: string): MasterKey {
  const key = Buffer.from(secret, 'base64')
  return {
    id: createHash('sha256').update('kaos master key').update(key).digest('hex').slice(0, 16),
    wrap: async (place, plain) => sealBytes(key, place, plain),
    unwrap: async (place, wrapped) => openBytes(key, place, wrapped),
  }
}
