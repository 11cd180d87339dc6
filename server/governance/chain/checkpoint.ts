import { sign, verify } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from './canonical-json'
import type { PublicKey, SigningKey } from './signing-key'

/** Says, signed, that the chain of a workspace was `seq` links long at `at` and ended in `hash`. */
export const CheckpointSchema = z.strictObject({
  workspaceId: z.uuid(),
  seq: z.number().int().min(1),
  /** The checkpoint before it; 0: none. */
  after: z.number().int().min(0),
  hash: z.string(),
  at: z.iso.datetime(),
  keyId: z.string(),
  signature: z.string(),
})

export type Checkpoint = z.infer<typeof CheckpointSchema>

export function signCheckpoint(key: SigningKey, what: Pick<Checkpoint, 'workspaceId' | 'seq' | 'after' | 'hash' | 'at'>): Checkpoint {
  const stated = { ...what, keyId: key.publicKey.id }
  return { ...stated, signature: sign(null, statement(stated), key.privateKey).toString('base64') }
}

export function isSignedBy({ key }: PublicKey, checkpoint: Checkpoint): boolean {
  return verify(null, statement(checkpoint), key, Buffer.from(checkpoint.signature, 'base64'))
}

/** `purpose` keeps a signature from meaning anything elsewhere. */
function statement({ workspaceId, seq, after, hash, at, keyId }: Omit<Checkpoint, 'signature'>): Buffer {
  return Buffer.from(canonicalJson({ purpose: 'kaos audit checkpoint', workspaceId, seq, after, hash, at, keyId }))
}
