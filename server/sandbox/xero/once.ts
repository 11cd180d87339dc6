import { createHash } from 'node:crypto'
import { z } from 'zod'
import { JsonSchema } from '@/flow/json'
import type { SandboxAnswer, SandboxContext } from '../app'
import { invalid } from './answers'
import type { Asked } from './asked'

export const IDEMPOTENCY = 'xero.idempotency'

const KeptAnswer = z.object({ digest: z.string(), status: z.number(), body: JsonSchema })

/** A request with a key that was answered before gets that answer again, and nothing happens. */
export async function once(asked: Asked, { records }: SandboxContext, work: () => Promise<SandboxAnswer>): Promise<SandboxAnswer> {
  const key = asked.headers['idempotency-key']
  if (key === undefined) return work()
  if (key.length > 128) return invalid(['The Idempotency-Key is longer than 128 characters'])
  const digest = digestOf(asked)
  const before = await records.get(IDEMPOTENCY, key)
  if (before) {
    const kept = KeptAnswer.parse(before)
    return kept.digest === digest
      ? { status: kept.status, body: kept.body }
      : invalid(['This Idempotency-Key was used for another request'])
  }
  const answer = await work()
  if (answer.status < 300) await records.put(IDEMPOTENCY, key, { digest, status: answer.status, body: answer.body })
  return answer
}

function digestOf({ method, path, json, file }: Asked): string {
  return createHash('sha256')
    .update(JSON.stringify([method, path, json, file?.$file.size ?? null]))
    .digest('hex')
}
