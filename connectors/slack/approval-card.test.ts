import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ApprovalRequest, ApprovalRequestSchema } from '@/flow/define/approval'
import type { JsonObject } from '@/flow/json'
import { type Asked, approvalCard, type Settled, settledCard } from './approval-card'
import { LIMITS } from './blocks'
import type { Message } from './message'

const WAIT = '01890a5d-ac96-774b-bcce-b302099a8057'

function asked(request: Partial<ApprovalRequest> = {}, more: Partial<Asked> = {}): Asked {
  return {
    request: ApprovalRequestSchema.parse({ question: 'Approve invoice 2041 of Hooli?', approvers: {}, ...request }),
    waitId: WAIT,
    link: `https://kaos.example/approvals/${WAIT}`,
    flowName: 'Invoice to approved bill',
    startedBy: 'Hooli billing',
    isTest: false,
    ...more,
  }
}

const field = (label: string, shown: string, confidence?: number) => ({
  key: label.toLowerCase(),
  label,
  value: shown,
  shown,
  editable: true,
  ...(confidence === undefined ? {} : { confidence }),
})

const ada = { decider: 'u1', name: 'Ada', via: 'slack' as const, at: '2026-12-15T14:03:00.000Z', comment: '' }

const settled = (rest: Partial<Settled> = {}): Settled => ({ decision: 'approved', by: [ada], edits: [], ...rest })

describe('the open card', () => {
  it('asks, shows the values, says why, and offers the two decisions and the page', () => {
    const card = approvalCard(
      asked({
        message: 'A bill of Hooli waits.',
        reason: 'The total is over 1,000.',
        standing: 'Draft BILL-2041 is in Xero. Nothing is paid before you decide.',
        fields: [field('Vendor', 'Hooli'), field('Total', 'EUR 4,280.00', 0.62)],
      }),
    )
    expect(card.text).toBe('Approval needed: Approve invoice 2041 of Hooli?')
    expect(wordsOf(card)).toEqual([
      'Approve invoice 2041 of Hooli?',
      'A bill of Hooli waits.',
      '*Vendor*',
      'Hooli',
      '*Total*',
      'EUR 4,280.00 (unsure, 62 %)',
      'Why: The total is over 1,000.',
      'From: Invoice to approved bill, started by Hooli billing',
      'Draft BILL-2041 is in Xero. Nothing is paid before you decide.',
      'Approve',
      'Reject',
      'Open and read',
    ])
    expect(buttonsOf(card)).toEqual([
      expect.objectContaining({ action_id: 'kaos.approve', value: WAIT, style: 'primary' }),
      expect.objectContaining({ action_id: 'kaos.reject', value: WAIT, style: 'danger' }),
      expect.objectContaining({ action_id: 'kaos.open', url: `https://kaos.example/approvals/${WAIT}` }),
    ])
  })

  it('counts while more than one has to approve', () => {
    const card = approvalCard(asked({ needed: 2 }), { by: [ada], edits: [] })
    expect(wordsOf(card).join('\n')).toContain('1 of 2 approvals so far: *Ada*, <!date^1797343380^{time}|2026-12-15T14:03 UTC>')
    expect(buttonsOf(card)).toHaveLength(3)
  })

  it('keeps a long question whole below its heading, and says when values are left out', () => {
    const question = `Approve ${'this and '.repeat(40)}that?`
    const fields = Array.from({ length: 100 }, (_, at) => ({ ...field(`Line ${at}`, 'x'), key: `line${at}` }))
    const long = wordsOf(approvalCard(asked({ question, message: 'm', fields })))
    expect(long.slice(1, 2)).toEqual([question])
    expect(wordsOf(approvalCard(asked({ fields }))).filter((text) => text.startsWith('*Line'))).toHaveLength(100)
  })

  it('says that it is a test', () => {
    expect(wordsOf(approvalCard(asked({}, { isTest: true }))).join()).toContain('Invoice to approved bill (a test)')
  })
})

describe('the settled card', () => {
  it('says who decided and when, on the reader’s own clock, and what was changed; nothing is left to press', () => {
    const edits = [{ key: 'total', from: 4280, to: '4,208.00', by: 'u1' }]
    const card = settledCard(asked({ fields: [field('Total', 'EUR 4,280.00')] }), settled({ edits, by: [{ ...ada, comment: 'Typo.' }] }))
    expect(card.text).toBe('Approved: Approve invoice 2041 of Hooli?')
    expect(wordsOf(card)).toEqual(
      expect.arrayContaining([
        ':white_check_mark: Approved by *Ada*, <!date^1797343380^{time}|2026-12-15T14:03 UTC>',
        'Ada: “Typo.”',
        'Changed before deciding:',
        '4280 → 4,208.00 (Ada)',
      ]),
    )
    expect(buttonsOf(card).map(({ action_id }) => action_id)).toEqual(['kaos.open'])
  })

  it.each([
    ['rejected', 'Rejected by *Ada*'],
    ['expired', 'Nobody decided in time.'],
    ['cancelled', 'The run was cancelled'],
  ] as const)('%s', (decision, words) => {
    expect(wordsOf(settledCard(asked(), settled({ decision }))).join('\n')).toContain(words)
  })
})

describe('whatever stands in it', () => {
  const hostile = fc.oneof(
    fc.constantFrom('<!channel>', '<https://evil.example|bank>', '*~_`', '&lt;!here&gt;', '\u202Egnp.exe', '', ' \n '),
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ maxLength: 8 }).map((text) => text.repeat(250)),
  )
  const text = (most: number) => hostile.map((value) => value.slice(0, most))
  const request = fc.record({
    question: text(500).map((value) => value || '?'),
    message: text(5_000),
    reason: text(1_000),
    standing: text(1_000),
    needed: fc.constantFrom(1, 2),
    fields: fc.array(
      fc.record({
        key: text(64).map((value) => value || 'k'),
        label: text(200),
        value: text(300),
        shown: text(2_000),
        editable: fc.boolean(),
      }),
      { maxLength: 100 },
    ),
  })
  const by = fc.array(
    fc.record({ decider: text(40), name: text(200), via: fc.constant('app' as const), at: text(30), comment: text(2_000) }),
    {
      maxLength: 20,
    },
  )
  const edits = fc.array(fc.record({ key: text(64), from: text(500), to: text(500), by: text(100) }), { maxLength: 60 })

  it('fits Slack’s limits, and can neither link nor ping', () => {
    fc.assert(
      fc.property(
        request,
        by,
        edits,
        text(300),
        fc.constantFrom('approved', 'rejected', 'expired', 'cancelled'),
        (given, by, edits, name, decision) => {
          const question = asked(given, { flowName: name, startedBy: name })
          for (const card of [approvalCard(question, { by, edits }), settledCard(question, { decision, by, edits })]) expectFit(card)
        },
      ),
      { numRuns: 300 },
    )
  })
})

/** The limits of Block Kit: https://docs.slack.dev/reference/block-kit/blocks */
function expectFit({ text, blocks = [] }: Message): void {
  expect(blocks.length).toBeLessThanOrEqual(50)
  expect(text.length).toBeLessThanOrEqual(3_000)
  expectHarmless(text)
  for (const block of blocks as Shape[]) {
    if (block.fields) expect(block.fields.length).toBeLessThanOrEqual(10)
    if (block.elements) expect(block.elements.length).toBeLessThanOrEqual(block.type === 'actions' ? 25 : 10)
    const most = block.type === 'header' ? LIMITS.header : block.fields ? LIMITS.field : LIMITS.text
    for (const { type, text, verbatim } of textsOf(block)) {
      expect(text.length).toBeGreaterThan(0)
      expect(text.length).toBeLessThanOrEqual(most)
      if (type === 'mrkdwn') expect(verbatim).toBe(true)
      expectHarmless(text)
    }
  }
}

/** Of all that Slack reads between `<` and `>`, our own dates alone. */
function expectHarmless(text: string): void {
  expect(text.replace(/<!date\^\d+\^\{\w+\}\|[\d:T-]+ UTC>/g, '')).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/)
}

type Text = { type: string; text: string; verbatim?: boolean }
type Shape = { type: string; text?: Text; fields?: Text[]; elements?: (Text | { type: 'button'; text: Text; action_id: string })[] }

function textsOf({ text, fields = [], elements = [] }: Shape): Text[] {
  return [...(text ? [text] : []), ...fields, ...elements.map((each) => (typeof each.text === 'string' ? (each as Text) : each.text))]
}

function wordsOf({ blocks = [] }: Message): string[] {
  return (blocks as Shape[]).flatMap((block) => textsOf(block).map(({ text }) => text))
}

function buttonsOf({ blocks = [] }: Message): JsonObject[] {
  return blocks.flatMap(({ type, elements }) => (type === 'actions' ? (elements as JsonObject[]) : []))
}
