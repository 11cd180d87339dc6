import { z } from 'zod'
import { isJsonObject, type Json, type JsonObject, JsonObjectSchema } from '@/flow/json'
import { newId } from '../../db/id'
import type { SandboxAnswer, SandboxContext } from '../app'
import { invalid, nothingThere, ok } from './answers'
import { type Asked, listIn, pageOf } from './asked'
import { CONTACT } from './contacts'
import { asAnswered, faultsOf, type Invoice, InvoiceSchema } from './invoice'

export const INVOICE = 'xero.invoice'

/** What was sent last, what is answered, and the run that made it. */
export const InvoiceRecord = z.object({ said: InvoiceSchema, invoice: JsonObjectSchema, runId: z.string().nullable() })

type InvoiceRecord = z.output<typeof InvoiceRecord>

/** Where a bill may go from where it is. */
const WAYS: Record<Invoice['Status'], readonly Invoice['Status'][]> = {
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'VOIDED'],
  PAID: [],
  VOIDED: [],
  DELETED: [],
}

export async function findInvoices({ query, headers }: Asked, { records, now }: SandboxContext): Promise<SandboxAnswer> {
  const numbers = listIn(query, 'InvoiceNumbers')
  const contacts = listIn(query, 'ContactIDs')
  const statuses = listIn(query, 'Statuses')
  const search = query.get('searchTerm')?.toLowerCase() ?? ''
  const since = Date.parse(headers['if-modified-since'] ?? '')
  const found = (await records.list(INVOICE)).flatMap(({ body }) => {
    const { said, invoice } = InvoiceRecord.parse(body)
    const fits =
      (numbers?.includes(said.InvoiceNumber) ?? true) &&
      (contacts?.includes(said.Contact?.ContactID ?? '') ?? true) &&
      (statuses?.includes(said.Status) ?? true) &&
      said.InvoiceNumber.toLowerCase().includes(search) &&
      !(changedAt(invoice) < since)
    return fits ? [invoice] : []
  })
  const ordered = query.get('order') === 'UpdatedDateUTC ASC' ? found.sort((a, b) => changedAt(a) - changedAt(b)) : found
  return ok(now, { Invoices: pageOf(query, ordered) })
}

/** `/Date(ms)/` */
function changedAt({ UpdatedDateUTC }: JsonObject): number {
  return Number(String(UpdatedDateUTC).match(/\d+/)?.[0] ?? 0)
}

export async function getInvoice(id: string, { records, now }: SandboxContext): Promise<SandboxAnswer> {
  const body = await records.get(INVOICE, id)
  return body ? ok(now, { Invoices: [InvoiceRecord.parse(body).invoice] }) : nothingThere()
}

export async function createInvoices({ json }: Asked, context: SandboxContext): Promise<SandboxAnswer> {
  const asked = theInvoice(json)
  if (!asked) return invalid(['One invoice at a time is understood here.'])
  const parsed = InvoiceSchema.safeParse(asked)
  if (!parsed.success) return invalid(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  const { Status } = parsed.data
  if (Status !== 'DRAFT' && Status !== 'SUBMITTED' && Status !== 'AUTHORISED') {
    return invalid([`A new invoice can’t have the status ${Status}`])
  }
  return keep(newId(), parsed.data, context, { runId: context.runId ?? null })
}

export async function updateInvoice(id: string, { json }: Asked, context: SandboxContext): Promise<SandboxAnswer> {
  const body = await context.records.get(INVOICE, id)
  const asked = theInvoice(json)
  if (!body || !asked) return nothingThere()
  const { said, invoice, runId } = InvoiceRecord.parse(body)
  const { InvoiceID: _, ...changes } = asked
  const parsed = InvoiceSchema.safeParse({ ...said, ...changes })
  if (!parsed.success) return invalid(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  const onlyStatus = Object.keys(changes).every((name) => name === 'Status')
  if (!WAYS[said.Status].includes(parsed.data.Status) || (said.Status === 'AUTHORISED' && !onlyStatus)) {
    return invalid(['Invoice not of valid status for modification'])
  }
  return keep(id, parsed.data, context, { runId, HasAttachments: invoice.HasAttachments })
}

export async function markAttached(id: string, { records }: SandboxContext): Promise<void> {
  const body = await records.get(INVOICE, id)
  if (!body) return
  const record = InvoiceRecord.parse(body)
  await records.put(INVOICE, id, { ...record, invoice: { ...record.invoice, HasAttachments: true } })
}

async function keep(
  id: string,
  said: Invoice,
  { records, now }: SandboxContext,
  { runId, HasAttachments = false }: { runId: string | null; HasAttachments?: Json },
): Promise<SandboxAnswer> {
  const contact = said.Contact?.ContactID === undefined ? null : await records.get(CONTACT, said.Contact.ContactID)
  const faults = [
    ...(contact ? [] : ['A valid contact must be specified for this type of transaction']),
    ...(said.Status === 'DELETED' || said.Status === 'VOIDED' ? [] : faultsOf(said)),
  ]
  if (!contact || faults.length > 0) return invalid(faults)
  const invoice: JsonObject = { ...asAnswered(said, contact, { id, now }), HasAttachments }
  const record: InvoiceRecord = { said, invoice, runId }
  await records.put(INVOICE, id, JSON.parse(JSON.stringify(record)) as JsonObject) // without what is undefined
  return ok(now, { Invoices: [invoice] })
}

function theInvoice(json: Json): JsonObject | null {
  const list = isJsonObject(json) ? json.Invoices : null
  const [invoice] = Array.isArray(list) && list.length === 1 ? list : []
  return isJsonObject(invoice) ? invoice : null
}
