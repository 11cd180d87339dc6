import { createHash, randomBytes } from 'node:crypto'
import { eq, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type OAuth2, signInOf } from '@/flow/define/connection'
import { type JsonObject, JsonObjectSchema } from '@/flow/json'
import { newId } from '../../../db/id'
import { oauthAttempt, workspace } from '../../../db/schema'
import { inWorkspace, type Tx } from '../../../db/tenancy'
import { seal } from '../../../vault/vault'
import type { Actor } from '../../actor'
import { authorOf, type Call } from '../../call'
import { NameSchema } from '../../names'
import { demand } from '../../permissions'
import { ServiceError } from '../../service-error'
import { connectionOf } from '../connection-of'
import { appOf, fieldsWith, fillIn } from '../fill-in'
import { demandChange } from '../may-change'
import { openCredentials } from '../open'
import { isSamePlace } from '../same-place'
import { type Attempt, hashOfState, placeOfAttempt, redirectUri } from './attempt'

const LASTS_MINUTES = 15

export const StartSignInInput = z.strictObject({
  connector: z.string().min(1).max(100),
  name: NameSchema,
  fields: JsonObjectSchema,
  /** Connects this account again; its client secret stays as it is unless given. */
  connectionId: z.uuid().optional(),
})

/**
 * Begins a sign-in at the app (RFC 6749, 4.1 with PKCE, RFC 7636). `state` is random, kept as a hash, good for one return
 * of this person within a quarter of an hour; it names the workspace so that the return finds its row.
 */
export async function startSignIn({ actor }: Call, input: z.input<typeof StartSignInInput>): Promise<{ url: string }> {
  demand(actor, 'connection.use')
  const { connector, name, fields, connectionId = null } = StartSignInInput.parse(input)
  const { app, definition } = appOf(connector)
  const oauth2 = signInOf(definition, fields)
  if (!oauth2) throw new ServiceError('invalid', `${app.title} has no sign-in for this. Fill in the form instead.`)
  const { workspaceId } = actor
  const verifier = randomBytes(32).toString('base64url')
  return inWorkspace(workspaceId, async (tx) => {
    const [here] = await tx.select({ slug: workspace.slug }).from(workspace).where(eq(workspace.id, workspaceId))
    const state = `${here?.slug}.${randomBytes(24).toString('base64url')}`
    const kept = connectionId === null ? {} : await keptSecrets(tx, actor, { connectionId, connector, fields })
    const { fields: filled } = fillIn(connector, { ...kept, ...fields })
    const attempt: Attempt = { connector, name, fields: filled, connectionId, verifier, redirectUri: redirectUri() }
    const id = newId()
    await tx.delete(oauthAttempt).where(lt(oauthAttempt.expiresAt, sql`now()`))
    await tx.insert(oauthAttempt).values({
      id,
      workspaceId,
      userId: authorOf(actor),
      stateHash: hashOfState(state),
      sealed: await seal(tx, placeOfAttempt(workspaceId, id), attempt),
      expiresAt: sql`now() + make_interval(mins => ${LASTS_MINUTES})`,
    })
    return { url: addressOf(oauth2, filled, state, verifier) }
  })
}

function addressOf(oauth2: OAuth2, { clientId }: JsonObject, state: string, verifier: string): string {
  if (typeof clientId !== 'string' || clientId === '') throw new ServiceError('invalid', 'Enter the client id of your app there.')
  const url = new URL(oauth2.authorizationUrl)
  const parameters = {
    ...oauth2.parameters,
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri(),
    scope: oauth2.scopes.join(oauth2.scopeSeparator ?? ' '),
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

type Again = { connectionId: string; connector: string; fields: JsonObject }

/** Secrets stay only where they go where they went: once the place is another, they have to be given again. */
async function keptSecrets(tx: Tx, actor: Actor, { connectionId, connector, fields }: Again): Promise<JsonObject> {
  const row = await connectionOf(tx, actor, connectionId)
  demandChange(actor, row)
  if (row.connector !== connector || row.kind === 'sandbox') throw new ServiceError('invalid', 'This account can’t be connected again.')
  const { fields: kept } = await openCredentials(tx, row)
  const secret = new Set(fieldsWith(connector, 'secret'))
  const secrets = Object.fromEntries(Object.entries(kept).filter(([name]) => secret.has(name)))
  return isSamePlace(row, kept, fillIn(connector, { ...secrets, ...fields })) ? secrets : {}
}
