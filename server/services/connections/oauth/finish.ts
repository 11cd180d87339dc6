import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { oauthAttempt } from '../../../db/schema'
import { inWorkspace } from '../../../db/tenancy'
import { seal } from '../../../vault/vault'
import { askWorker } from '../../asks/ask-worker'
import { authorOf, type Call } from '../../call'
import { demand } from '../../permissions'
import { ServiceError } from '../../service-error'
import { hashOfState, placeOfCode } from './attempt'

export const FinishSignInInput = z.strictObject({ state: z.string().min(1).max(200), code: z.string().min(1).max(4_000) })

/**
 * The browser is back from the app. Only whoever began may finish, once and in time; a code without a sign-in of ours,
 * another's, or one that was used is refused alike.
 */
export async function finishSignIn({ actor }: Call, input: z.input<typeof FinishSignInInput>): Promise<{ connectionId: string }> {
  demand(actor, 'connection.use')
  const { state, code } = FinishSignInInput.parse(input)
  const { workspaceId } = actor
  const { id, sealedCode } = await inWorkspace(workspaceId, async (tx) => {
    const [attempt] = await tx
      .update(oauthAttempt)
      .set({ usedAt: sql`now()` })
      .where(
        and(
          eq(oauthAttempt.workspaceId, workspaceId),
          eq(oauthAttempt.stateHash, hashOfState(state)),
          eq(oauthAttempt.userId, authorOf(actor)),
          isNull(oauthAttempt.usedAt),
          gt(oauthAttempt.expiresAt, sql`now()`),
        ),
      )
      .returning({ id: oauthAttempt.id })
    if (!attempt) throw new ServiceError('invalid', 'This sign-in is over. Begin again on the page of accounts.')
    const sealed = await seal(tx, placeOfCode(workspaceId, attempt.id), code)
    return { id: attempt.id, sealedCode: Buffer.from(sealed).toString('base64') }
  })
  const { connectionId } = await askWorker(workspaceId, 'connection.finish-sign-in', { attemptId: id, sealedCode })
  // Who the account is shows on its page; that this can't be told just now loses nothing.
  await askWorker(workspaceId, 'connection.test', { connectionId }).catch(() => {})
  return { connectionId }
}
