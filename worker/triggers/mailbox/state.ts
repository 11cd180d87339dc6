import { z } from 'zod'

/**
 * How far a mailbox has been looked at. Numbers count only with the `uidValidity` they were given under; when that changes,
 * everything since `since` is looked at again, and what has started a run already is known by its delivery.
 */
export const MailboxState = z.object({
  connectionId: z.string(),
  folder: z.string(),
  uidValidity: z.string(),
  lastUid: z.number(),
  /** Mails that came before the flow was published are nobody's business. */
  since: z.iso.datetime(),
})

export type MailboxState = z.infer<typeof MailboxState>
