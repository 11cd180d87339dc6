import { z } from 'zod'

/** Whom a message is for, and what it says. */
export const MessageTarget = z.discriminatedUnion('about', [
  /** `byLink`: they have no account here, so their link is all they need. */
  z.object({ about: z.literal('question'), email: z.email(), byLink: z.boolean() }),
  /** An approver asks whoever started the run. */
  z.object({ about: z.literal('asked-back'), email: z.email(), from: z.string(), replyTo: z.string(), question: z.string() }),
  z.object({ about: z.literal('slack'), connectionId: z.uuid(), channel: z.string() }),
])

export type MessageTarget = z.infer<typeof MessageTarget>
