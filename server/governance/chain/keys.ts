import { env } from '../../env'
import { type PublicKey, type SigningKey, signingKey } from './signing-key'

/** The key that signs checkpoints today. */
export function checkpointKey(): SigningKey {
  return signingKey(env().KAOS_MASTER_KEY)
}

/** Public keys whose signatures count here: of the master key, and of those of before. */
export function trustedKeys(): PublicKey[] {
  const { KAOS_MASTER_KEY, KAOS_MASTER_KEYS_BEFORE } = env()
  return [KAOS_MASTER_KEY, ...KAOS_MASTER_KEYS_BEFORE].map((secret) => signingKey(secret).publicKey)
}
