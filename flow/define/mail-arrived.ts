import { z } from 'zod'
import { FileRefSchema } from './file-ref'

/** What a mail trigger hands on, whichever way the mail came. */
export const MailArrivedSchema = z.object({
  from: z.object({ name: z.string(), address: z.string() }).meta({ title: 'From' }),
  to: z.array(z.object({ name: z.string(), address: z.string() })).meta({ title: 'To' }),
  subject: z.string().meta({ title: 'Subject' }),
  text: z.string().meta({ title: 'Text' }),
  messageId: z.string().meta({ title: 'Message id' }),
  receivedAt: z.string().meta({ title: 'Received' }),
  attachments: z.array(FileRefSchema).meta({ title: 'Attachments' }),
  /** Why a part could not be read, in plain words. */
  notes: z.array(z.string()).meta({ title: 'Notes' }),
})

export type MailArrived = z.infer<typeof MailArrivedSchema>
