export const askExample = {
  input: {
    question: 'Pay Hooli GmbH EUR 4,280.00?',
    values: { vendor: 'Hooli GmbH', total: '4280.00' },
    approvers: { members: [], roles: ['approver'], emails: [] },
  },
  output: {
    decision: 'approved',
    by: [{ decider: '0190', name: 'Mona Abdi', via: 'app', at: '2026-11-03T09:12:00.000Z', comment: '' }],
    fields: { vendor: 'Hooli GmbH', total: '4280.00' },
    edits: [],
  },
}
