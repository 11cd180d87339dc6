import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { JsonObjectSchema } from '@/flow/json'
import { oauthAttempt } from '../../../db/schema'
import { inWorkspace } from '../../../db/tenancy'
import { env } from '../../../env'
import { open, type Place } from '../../../vault/vault'
import { notFound } from '../../call'
import { NameSchema } from '../../names'

/** What is needed to finish a sign-in; lies sealed until the browser comes back. */
export const AttemptSchema = z.strictObject({
  connector: z.string(),
  name: NameSchema,
  fields: JsonObjectSchema,
  /** Set: this account is connected again. */
  connectionId: z.uuid().nullable(),
  /** RFC 7636, 4.1. */
  verifier: z.string(),
  redirectUri: z.string(),
})

export type Attempt = z.infer<typeof AttemptSchema>

/** Opened by the worker, with the code the vendor gave. */
export async function openAttempt(
  workspaceId: string,
  id: string,
  sealedCode: string,
): Promise<Attempt & { userId: string; code: string }> {
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx
      .select()
      .from(oauthAttempt)
      .where(and(eq(oauthAttempt.workspaceId, workspaceId), eq(oauthAttempt.id, id)))
    if (!row) throw notFound('sign-in')
    const attempt = AttemptSchema.parse(await open(tx, placeOfAttempt(workspaceId, id), row.sealed))
    const code = z.string().parse(await open(tx, placeOfCode(workspaceId, id), Buffer.from(sealedCode, 'base64')))
    return { ...attempt, userId: row.userId, code }
  })
}

export function placeOfAttempt(workspaceId: string, id: string): Place {
  return { workspaceId, table: 'oauth_attempt', row: id, column: 'sealed' }
}

export function placeOfCode(workspaceId: string, id: string): Place {
  return { workspaceId, table: 'oauth_attempt', row: id, column: 'code' }
}

export function hashOfState(state: string): string {
  return createHash('sha256').update(state).digest('hex')
}

/** Registered at the vendor by whoever owns the client. */
export function redirectUri(): string {
  return `${env().KAOS_URL}/connected`
}
