import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { notification } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { authorOf, type Call } from '../call'
import { demand } from '../permissions'

/** Without ids: all of it. */
export const ReadInboxInput = z.strictObject({ ids: z.array(z.uuid()).min(1).max(200).optional() })

/** The caller knows of these now. Others' stay as they are, whatever ids are named. */
export async function readInbox({ actor }: Call, input: z.input<typeof ReadInboxInput>): Promise<void> {
  demand(actor, 'flow.read')
  const { ids } = ReadInboxInput.parse(input)
  await inWorkspace(actor.workspaceId, (tx) =>
    tx
      .update(notification)
      .set({ readAt: new Date() })
      .where(
        and(
          eq(notification.workspaceId, actor.workspaceId),
          eq(notification.userId, authorOf(actor)),
          isNull(notification.readAt),
          ids && inArray(notification.id, ids),
        ),
      ),
  )
}
