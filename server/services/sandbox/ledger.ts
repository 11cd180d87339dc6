import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { flow, run, sandboxRecord, user } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { ATTACHMENT, AttachmentRecord } from '../../sandbox/xero/attachments'
import { CONTACT } from '../../sandbox/xero/contacts'
import { INVOICE, InvoiceRecord } from '../../sandbox/xero/invoices'
import type { Call } from '../call'
import { demand } from '../permissions'
import { type StartedBy, startedBy, starterIsUser } from '../runs/started-by'
import { sandboxOf } from './sandbox-of'

export const LedgerInput = z.strictObject({ connectionId: z.uuid() })

const MOST = 200

export type LedgerBill = {
  id: string
  number: string
  status: string
  vendor: string
  /** `2026-11-02`. */
  date: string | null
  dueDate: string | null
  currency: string
  total: number
  attachments: { name: string; size: number }[]
  enteredAt: Date
  /** The run that entered it, unless that is gone. */
  run: { id: string; flowName: string; mode: 'live' | 'test'; startedBy: StartedBy } | null
}

export type Ledger = { bills: LedgerBill[]; contacts: { id: string; name: string; taxNumber: string | null }[] }

/** The books of a Xero sandbox: its bills, the newest first, and the vendors on them. */
export async function ledger({ actor }: Call, input: z.input<typeof LedgerInput>): Promise<Ledger> {
  demand(actor, 'run.read')
  const { connectionId } = LedgerInput.parse(input)
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    await sandboxOf(tx, actor, connectionId, 'xero')
    const which = { workspaceId, connectionId }
    const attachments = (await bodiesOf(tx, which, ATTACHMENT, 1_000)).map((body) => AttachmentRecord.parse(body))
    const contacts = (await bodiesOf(tx, which, CONTACT, MOST)).map((body) => ContactBody.parse(body))
    const bills = (await billRows(tx, which)).map(({ body, createdAt, by, starter, ...made }): LedgerBill => {
      const { invoice, said } = InvoiceRecord.parse(body)
      const { InvoiceID, Total, Contact } = InvoiceBody.parse(invoice)
      const { runId, flowName, mode } = made
      return {
        id: InvoiceID,
        number: said.InvoiceNumber,
        status: said.Status,
        vendor: Contact.Name,
        date: said.Date ?? null,
        dueDate: said.DueDate ?? null,
        currency: said.CurrencyCode,
        total: Total,
        attachments: attachments
          .filter(({ invoiceId }) => invoiceId === InvoiceID)
          .map(({ attachment, file }) => ({ name: String(attachment.FileName), size: file.$file.size }))
          .reverse(),
        enteredAt: createdAt,
        run: runId && flowName && mode && by ? { id: runId, flowName, mode, startedBy: startedBy(by, starter) } : null,
      }
    })
    return {
      bills,
      contacts: contacts.map(({ ContactID, Name, TaxNumber }) => ({ id: ContactID, name: Name, taxNumber: TaxNumber ?? null })),
    }
  })
}

const InvoiceBody = z.object({ InvoiceID: z.string(), Total: z.number(), Contact: z.object({ Name: z.string() }) })
const ContactBody = z.object({ ContactID: z.string(), Name: z.string(), TaxNumber: z.string().optional() })

type Which = { workspaceId: string; connectionId: string }

function billRows(tx: Tx, which: Which) {
  const { body, createdAt } = sandboxRecord
  return tx
    .select({ body, createdAt, runId: run.id, mode: run.mode, by: run.startedBy, flowName: flow.name, starter: user.name })
    .from(sandboxRecord)
    .leftJoin(run, and(eq(run.workspaceId, sandboxRecord.workspaceId), sql`${run.id} = (${body}->>'runId')::uuid`))
    .leftJoin(flow, and(eq(flow.workspaceId, run.workspaceId), eq(flow.id, run.flowId)))
    .leftJoin(user, starterIsUser)
    .where(ofKind(which, INVOICE))
    .orderBy(desc(createdAt), desc(sandboxRecord.id))
    .limit(MOST)
}

async function bodiesOf(tx: Tx, which: Which, kind: string, most: number) {
  const { body, createdAt, id } = sandboxRecord
  const rows = await tx.select({ body }).from(sandboxRecord).where(ofKind(which, kind)).orderBy(desc(createdAt), desc(id)).limit(most)
  return rows.map((row) => row.body)
}

function ofKind({ workspaceId, connectionId }: Which, kind: string) {
  return and(eq(sandboxRecord.workspaceId, workspaceId), eq(sandboxRecord.connectionId, connectionId), eq(sandboxRecord.kind, kind))
}
