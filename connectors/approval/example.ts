import type { JsonObject } from '@/flow/json'

export const askExample = {
  input: {
    question: 'Pay Hooli GmbH EUR 4,280.00?',
    reason: 'The total is over EUR 2,000.',
    approvers: { members: [], roles: ['owner'], emails: [] },
    more: [{ name: 'total', value: '4280.00' }],
  } satisfies JsonObject,
  output: {
    decision: 'approved',
    by: [
      {
        decider: '01890a5d-ac96-774b-bcce-b302099a8057',
        name: 'Mona',
        via: 'app',
        at: '2026-12-15T10:12:00.000Z',
        comment: 'Ordered in October.',
      },
    ],
    fields: { total: '4280.00' },
    edits: [],
  } satisfies JsonObject,
}
