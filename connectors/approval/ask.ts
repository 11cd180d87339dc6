import { z } from 'zod'
import { type ApprovalRequest, type ApprovalResult, ApprovalResultSchema } from '@/flow/define/approval'
import type { Capabilities } from '@/flow/define/capabilities'
import { askPeople, defineAction, type Outcome, type RunContext, toPort } from '@/flow/define/define'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import { JsonSchema } from '@/flow/json'
import { acceptAccount } from '../documents/earlier-invoices'
import { listChannels } from '../slack/channels'
import { Value } from '../value'
import { ApproversSchema, canReach, NOBODY, theseAndThose } from './approvers'
import { askedFields, fileIn, readingIn, valuesOf } from './asked-fields'
import { askExample } from './example'

const MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }

const AskInput = z.object({
  question: z.string().trim().min(1, 'Write what is to be decided.').max(500).meta({
    title: 'Question',
    placeholder: 'Pay {{vendor}} {{total}}?',
  }),
  message: z.string().max(5_000).default('').meta({ title: 'Message', hint: 'optional', control: 'textarea' }),
  values: Value.default(null).meta({
    title: 'Values',
    hint: 'optional',
    description: 'An invoice that was read, or any values. Each is shown, and where it was read is marked on the document.',
    placeholder: 'Pick the result of a step',
    control: 'json',
  }),
  document: Value.default(null).meta({
    title: 'Document',
    hint: 'of the values, unless set',
    placeholder: 'Pick a file',
    control: 'json',
  }),
  approvers: ApproversSchema.meta({ title: 'Who decides', hint: 'people, roles or addresses', control: 'approvers' }),
  channel: z.string().trim().max(200).default('').meta({
    title: 'Slack channel',
    hint: 'with a Slack account',
    placeholder: '#finance',
    control: 'choice',
    choices: 'channels',
  }),
  needed: z.number().int().min(1).max(100).default(1).meta({
    title: 'How many have to approve',
    description: 'One rejection is enough to end it.',
    control: 'number',
    advanced: true,
  }),
  selfApproval: z.boolean().default(false).meta({
    title: 'Whoever started the run may decide',
    control: 'switch',
    resolve: 'literal',
    advanced: true,
  }),
  editable: z.boolean().default(true).meta({
    title: 'Values may be changed',
    description: 'What was read stays on record beside each change.',
    control: 'switch',
    resolve: 'literal',
    advanced: true,
  }),
  reason: z.string().max(1_000).default('').meta({ title: 'Why it is asked', hint: 'the reader’s doubts, unless set', advanced: true }),
  standing: z.string().max(1_000).default('').meta({
    title: 'What stands so far',
    hint: 'optional',
    placeholder: 'The bill is a draft in Xero. Nothing is paid before you decide.',
    advanced: true,
  }),
  deadline: z
    .enum(['none', 'set'])
    .default('none')
    .meta({ title: 'Deadline', control: 'select', options: { none: 'none', set: 'after' }, resolve: 'literal' }),
  amount: z
    .number()
    .min(0)
    .max(10_000)
    .default(3)
    .meta({ title: 'After', control: 'number', showIf: { param: 'deadline', in: ['set'] } }),
  unit: z
    .enum(['minutes', 'hours', 'days'])
    .default('days')
    .meta({
      title: 'Unit',
      control: 'select',
      options: { minutes: 'minutes', hours: 'hours', days: 'days' },
      singular: { param: 'amount', options: { minutes: 'minute', hours: 'hour', days: 'day' } },
      showIf: { param: 'deadline', in: ['set'] },
      resolve: 'literal',
    }),
  escalateTo: ApproversSchema.default(NOBODY).meta({
    title: 'Then ask these people too',
    hint: 'optional; they get as long again',
    control: 'approvers',
    showIf: { param: 'deadline', in: ['set'] },
  }),
})

type Asked = z.output<typeof AskInput>

export const ask = defineAction({
  id: 'ask',
  version: 1,
  title: 'Ask for approval',
  summary: 'Asks people, in KAOS, by mail and in Slack, and goes on with what they decide.',
  sentence: 'Ask {{approvers}}: {{question}}',
  keywords: ['approve', 'approval', 'human', 'review', 'confirm', 'decision', 'sign off', 'four eyes', 'manual', 'slack'],
  icon: 'user-check',
  account: 'optional',
  accountAt: 'slack',
  effect: 'none', // it waits; those who are asked are told by worker/approvals
  ports: {
    list: [
      { id: 'approved', label: 'Approved' },
      { id: 'rejected', label: 'Rejected' },
      { id: 'expired', label: 'Expired' },
    ],
  },
  input: AskInput,
  output: z.object({
    decision: z.enum(['approved', 'rejected', 'expired']).meta({ title: 'Decision' }),
    by: z
      .array(z.object({ decider: z.string(), name: z.string(), via: z.string(), at: z.string(), comment: z.string() }))
      .meta({ title: 'Who decided' }),
    fields: z.record(z.string(), JsonSchema).meta({ title: 'Values, with changes' }),
    edits: z.array(z.object({ key: z.string(), from: JsonSchema, to: JsonSchema, by: z.string() })).meta({ title: 'Changes' }),
  }),
  choices: { channels: listChannels },
  examples: [askExample],
  async run({ input, use, connection }) {
    return askPeople(await requestOf(input, use, connection?.id ?? null), deadlineOf(input, use, 'first'))
  },
  async resume(context, result): Promise<Outcome> {
    const decided = ApprovalResultSchema.parse(result)
    if (decided.decision === 'expired' && decided.escalates) return askOthers(context)
    if (decided.decision === 'approved') await learn(context, decided)
    const { escalates: _, ...output } = decided
    return toPort(decided.decision, output)
  },
})

async function requestOf(input: Asked, use: Capabilities, slackAccount: string | null): Promise<ApprovalRequest> {
  const { approvers, channel, needed } = input
  if (slackAccount !== null && channel === '') {
    throw new NodeError('approval_channel', 'A Slack account is chosen, and no channel.', {
      retry: false,
      hint: 'Choose a channel in the step.',
    })
  }
  if (!canReach(approvers)) {
    throw new NodeError('approval_nobody', 'There is nobody to ask.', { retry: false, hint: 'Say in the step who decides.' })
  }
  const most = approvers.roles.length > 0 ? Number.POSITIVE_INFINITY : approvers.members.length + approvers.emails.length
  if (needed > most) {
    throw new NodeError('approval_quorum', `${needed} have to approve, and only ${most} are asked.`, {
      retry: false,
      hint: 'Ask more people, or need fewer.',
    })
  }
  const reading = readingIn(input.values)
  const file = fileIn(input.document, reading)
  return {
    question: input.question,
    message: input.message,
    reason: (input.reason || (reading?.reasons.join(' ') ?? '')).slice(0, 1_000),
    standing: input.standing,
    approvers,
    ...(slackAccount === null ? {} : { slack: { connectionId: slackAccount, channel } }),
    needed,
    selfApproval: input.selfApproval,
    fields: askedFields(input.values, input.editable),
    ...(file ? { document: { file, pages: await pagesOf(use, file) } } : {}),
  }
}

/** A document that can't be drawn is asked about all the same: it can be opened. */
async function pagesOf(use: Capabilities, file: FileRef) {
  try {
    return await use.documents.render(file)
  } catch (error) {
    if (error instanceof NodeError) return []
    throw error
  }
}

function deadlineOf(input: Asked, use: Capabilities, round: 'first' | 'last') {
  if (input.deadline === 'none') return null
  const wakeAt = new Date(use.clock.now().getTime() + input.amount * MS[input.unit])
  const escalates = round === 'first' && canReach(input.escalateTo)
  const fields = valuesOf(askedFields(input.values, false))
  const otherwise: ApprovalResult = { decision: 'expired', by: [], fields, edits: [], ...(escalates ? { escalates } : {}) }
  return { wakeAt, otherwise }
}

/** Nobody decided in time: others are asked besides, and have as long again. */
async function askOthers({ input, use, connection }: RunContext<Asked>): Promise<Outcome> {
  const approvers = theseAndThose(input.approvers, input.escalateTo)
  const reason = ['Nobody decided in time, so you are asked too.', input.reason].filter(Boolean).join(' ')
  return askPeople(await requestOf({ ...input, approvers, reason }, use, connection?.id ?? null), deadlineOf(input, use, 'last'))
}

/** A bank account that people approved is known from now on. */
async function learn({ input, use }: RunContext<Asked>, { fields }: ApprovalResult): Promise<void> {
  const { vendor, vendorTaxId, iban } = fields
  if (!use.memory || !readingIn(input.values) || typeof vendor !== 'string' || typeof iban !== 'string') return
  await acceptAccount(use.memory, { vendor, vendorTaxId: typeof vendorTaxId === 'string' ? vendorTaxId : null, iban })
}
