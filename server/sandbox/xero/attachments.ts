import { z } from 'zod'
import { FileRefSchema } from '@/flow/define/file-ref'
import { JsonObjectSchema } from '@/flow/json'
import { newId } from '../../db/id'
import type { SandboxAnswer, SandboxContext } from '../app'
import { invalid, nothingThere, ok } from './answers'
import type { Asked } from './asked'
import { INVOICE, markAttached } from './invoices'

export const ATTACHMENT = 'xero.attachment'

export const AttachmentRecord = z.object({ invoiceId: z.string(), attachment: JsonObjectSchema, file: FileRefSchema })

const MOST = 10

export async function listAttachments(invoiceId: string, context: SandboxContext): Promise<SandboxAnswer> {
  if (!(await context.records.get(INVOICE, invoiceId))) return nothingThere()
  return ok(context.now, { Attachments: await attachmentsOf(invoiceId, context) })
}

export async function addAttachment(invoiceId: string, FileName: string, { file }: Asked, context: SandboxContext): Promise<SandboxAnswer> {
  if (!(await context.records.get(INVOICE, invoiceId))) return nothingThere()
  if (!file || file.$file.size === 0) return invalid(['The file is empty'])
  if (!/\.\w{2,5}$/.test(FileName)) return invalid([`${FileName} is not a file type that can be attached`])
  if ((await attachmentsOf(invoiceId, context)).length >= MOST) return invalid([`A document can have ${MOST} attachments`])
  const AttachmentID = newId()
  const attachment = {
    AttachmentID,
    FileName,
    Url: `https://api.xero.com/api.xro/2.0/Invoices/${invoiceId}/Attachments/${encodeURIComponent(FileName)}`,
    MimeType: file.$file.contentType,
    ContentLength: file.$file.size,
    IncludeOnline: false,
  }
  await context.records.put(ATTACHMENT, AttachmentID, { invoiceId, attachment, file })
  await markAttached(invoiceId, context)
  return ok(context.now, { Attachments: [attachment] })
}

async function attachmentsOf(invoiceId: string, { records }: SandboxContext) {
  const kept = (await records.list(ATTACHMENT)).map(({ body }) => AttachmentRecord.parse(body))
  return kept.filter((one) => one.invoiceId === invoiceId).map(({ attachment }) => attachment)
}
