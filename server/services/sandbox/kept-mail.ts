import { z } from 'zod'
import { FileRefSchema } from '@/flow/define/file-ref'

/** The kind under which worker/capabilities/mail keeps what a sandbox account would have sent. */
export const MAIL = 'mail.message'

const PersonSchema = z.object({ name: z.string(), address: z.string() })

/** Its HTML is never read: mails are shown as text, and nothing is fetched for them. */
export const KeptMailSchema = z.object({
  from: PersonSchema,
  to: z.array(PersonSchema),
  cc: z.array(PersonSchema),
  replyTo: z.array(PersonSchema),
  subject: z.string(),
  text: z.string(),
  attachments: z.array(FileRefSchema),
})

export type MailPerson = z.infer<typeof PersonSchema>
