import { z } from 'zod'
import { type ApprovalRequest, type ApprovalResult, ApprovalResultSchema } from '@/flow/define/approval'
import type { Capabilities } from '@/flow/define/capabilities'
import type { Connection } from '@/flow/define/connection'
import { askPeople, defineAction, toPort } from '@/flow/define/define'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { storable } from '@/flow/storable'
import { deadlineFields, deadlineOf } from '../deadline'
import { acceptAccount } from '../documents/earlier-invoices'
import { fileRefs } from '../documents/file-refs'
import { listChannels } from '../slack/channels'
import { Value } from '../value'
import { Approvers, NOBODY, OtherApprovers, refuseTooFew, together } from './approvers'
import { askedFields, readingIn, valuesOf } from './asked-fields'
import { askExample } from './example'

const text = (title: string) => z.string().nullable().optional().meta({ title })

const AskInput = z.object({
  question: z.string().trim().min(1).max(500).meta({ title: 'Question', placeholder: 'Pay {{ steps.invoice.vendor }}?' }),
  approvers: Approvers.default({ members: [], roles: [], emails: [] }),
  data: Value.default(null).meta({
    title: 'Values to show',
    hint: 'a whole step, such as a read invoice',
    description: 'Of a read invoice, people see where on the page each value stands.',
    placeholder: 'Pick a step',
  }),
  more: z
    .array(
      z.object({
        name: z.string().max(64).meta({ title: 'Name', placeholder: 'Cost centre', resolve: 'literal' }),
        value: Value.meta({ title: 'Value', placeholder: 'Type or pick data' }),
      }),
    )
    .max(100)
    .default([])
    .meta({ title: 'More values', hint: 'optional', control: 'pairs' }),
  document: Value.default(null).meta({
    title: 'Document',
    hint: 'the file that was read, unless set',
    placeholder: 'Pick a file',
    control: 'file',
    files: true,
  }),
  message: z.string().max(5_000).default('').meta({ title: 'Message', hint: 'optional', control: 'textarea' }),
  reason: z.string().max(1_000).default('').meta({
    title: 'Why it is asked',
    hint: 'the doubts about the invoice, unless set',
    placeholder: 'The total is over EUR 2,000.',
  }),
  standing: z.string().max(1_000).default('').meta({
    title: 'What has happened so far',
    hint: 'optional',
    placeholder: 'The draft bill is in Xero. Nothing is paid before you decide.',
  }),
  ...deadlineFields({ title: 'Closes after', description: 'Then the flow takes the way “expired”.' }),
  needed: z.number().int().min(1).max(100).default(1).meta({
    title: 'Approvals needed',
    description: 'From different people. One rejection ends it.',
    resolve: 'literal',
    advanced: true,
  }),
  editable: z.boolean().default(true).meta({ title: 'Values can be corrected', control: 'switch', resolve: 'literal', advanced: true }),
  selfApproval: z
    .boolean()
    .default(false)
    .meta({ title: 'Whoever started the run may decide', control: 'switch', resolve: 'literal', advanced: true }),
  channel: z.string().trim().max(200).default('').meta({
    title: 'Slack channel',
    hint: 'with a Slack account',
    description: 'A card with buttons is posted there, and shows what was decided.',
    placeholder: '#finance',
    control: 'choice',
    choices: 'channels',
  }),
  escalateTo: OtherApprovers.default(NOBODY).meta({
    title: 'Then ask these people too',
    hint: 'optional; they get as long again',
    showIf: { param: 'deadline', in: ['after'] },
    advanced: true,
  }),
})

type Asked = z.output<typeof AskInput>

export const ask = defineAction({
  id: 'ask',
  version: 1,
  title: 'Ask for approval',
  summary: 'Asks people to approve or reject, with the document and the values in front of them, and waits for their answer.',
  sentence: 'Ask for approval[: {{question}}]',
  keywords: [
    'approve',
    'approval',
    'review',
    'human',
    'person',
    'decision',
    'decide',
    'sign off',
    'release',
    'confirm',
    'four eyes',
    'reject',
  ],
  effect: 'none',
  waits: true, // the messages are the platform's: kept with the wait, sent by the messenger (worker/approvals)
  input: AskInput,
  output: z.object({
    decision: z.enum(['approved', 'rejected', 'expired']).meta({ title: 'Decision' }),
    by: z
      .array(z.object({ decider: z.string(), name: z.string(), via: z.string(), at: z.string(), comment: z.string() }))
      .meta({ title: 'Decided by' }),
    fields: z
      .looseObject({
        vendor: text('Vendor'),
        vendorTaxId: text('Vendor’s tax number'),
        invoiceNumber: text('Invoice number'),
        invoiceDate: text('Invoice date'),
        dueDate: text('Due date'),
        currency: text('Currency'),
        net: text('Net'),
        tax: text('Tax'),
        total: text('Total'),
        amountDue: text('Amount due'),
        iban: text('IBAN'),
      })
      .meta({ title: 'Values, with corrections' }),
    edits: z.array(z.object({ key: z.string(), from: Value, to: Value, by: z.string() })).meta({ title: 'Corrections' }),
  }),
  ports: {
    list: [
      { id: 'approved', label: 'Approved' },
      { id: 'rejected', label: 'Rejected' },
      { id: 'expired', label: 'Expired' },
    ],
  },
  account: 'optional',
  accountAt: 'slack',
  choices: { channels: listChannels },
  examples: [askExample],
  async run({ input, use, connection }) {
    return askPeople(await requestOf(input, use, connection), closingOf(input, use, 'first'))
  },
  async resume({ input, use, connection }, result) {
    const { escalates, ...decided } = ApprovalResultSchema.parse(result)
    if (escalates) {
      const everybody = together(input.approvers, input.escalateTo)
      const reason = ['Nobody decided in time, so you are asked too.', input.reason || reasonsIn(input.data)].join(' ').trim()
      return askPeople(await requestOf({ ...input, approvers: everybody, reason }, use, connection), closingOf(input, use, 'last'))
    }
    const { vendor, vendorTaxId, iban } = decided.fields
    if (decided.decision === 'approved' && use.memory && isText(vendor) && isText(iban)) {
      await acceptAccount(use.memory, vendor, isText(vendorTaxId) ? vendorTaxId : null, iban)
    }
    return toPort(decided.decision, decided)
  },
})

async function requestOf(input: Asked, use: Capabilities, slack: Connection | null): Promise<ApprovalRequest> {
  const { question, message, standing, approvers, needed, selfApproval, channel } = input
  refuseTooFew(approvers, needed)
  if (slack && channel === '') {
    const hint = 'Choose a channel in the step, or no account.'
    throw new NodeError('approval_channel', 'A Slack account is chosen, but no channel.', { retry: false, hint })
  }
  const file = fileOf(input.document, input.data)
  // Lists of questions look into all of them at once: none may be such that this can't be done.
  return storable({
    question,
    message,
    standing,
    reason: (input.reason || reasonsIn(input.data)).slice(0, 1_000),
    approvers,
    needed,
    selfApproval,
    fields: askedFields(input.data, input.more, input.editable),
    ...(slack ? { slack: { connectionId: slack.id, channel } } : {}),
    ...(file ? { document: await shownDocument(use, file) } : {}),
  })
}

/** The first time it passes, others may be asked besides. */
function closingOf(input: Asked, use: Capabilities, round: 'first' | 'last') {
  const wakeAt = deadlineOf(input, () => use.clock.now())
  if (wakeAt === null) return null
  const fields = valuesOf(askedFields(input.data, input.more, input.editable))
  const { members, roles, emails } = input.escalateTo
  const escalates = round === 'first' && members.length + roles.length + emails.length > 0
  const otherwise: ApprovalResult = { decision: 'expired', by: [], fields, edits: [], ...(escalates ? { escalates } : {}) }
  return { wakeAt, otherwise }
}

function fileOf(given: Json, data: Json): FileRef | null {
  if (given !== null && given !== '') return fileRefs(given)[0] ?? null
  return readingIn(data)?.file ?? null
}

async function shownDocument(use: Capabilities, file: FileRef): Promise<NonNullable<ApprovalRequest['document']>> {
  return { file, pages: await use.documents.render(file) }
}

function reasonsIn(data: Json): string {
  return (readingIn(data)?.reasons ?? []).join(' ').slice(0, 1_000)
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== ''
}
