import { draw, note } from './draw'

/** A branch and a join: the first thing a newcomer runs. */
export const sortInvoices = draw(
  {
    start: { type: 'trigger.manual', label: 'Press Run', at: [0, 1], sample: { vendor: 'Hooli GmbH', total: 4280, currency: 'EUR' } },
    large: {
      type: 'logic.condition',
      label: 'Over 1,000?',
      at: [1, 1],
      params: { rules: [{ left: '{{ trigger.total }}', operator: 'over', right: 1000 }] },
    },
    approve: {
      type: 'data.set',
      label: 'Ask for approval',
      at: [2, 0],
      params: {
        fields: [
          { name: 'decision', value: 'needs approval' },
          { name: 'why', value: '{{ trigger.vendor }} wants {{ trigger.total }} {{ trigger.currency }}' },
        ],
      },
    },
    book: {
      type: 'data.set',
      label: 'Book it',
      at: [2, 2],
      params: {
        fields: [
          { name: 'decision', value: 'booked' },
          { name: 'why', value: 'Small enough to go straight through' },
        ],
      },
    },
    summary: {
      type: 'data.set',
      label: 'Write the summary',
      at: [3, 1],
      params: {
        fields: [
          { name: 'vendor', value: '{{ trigger.vendor }}' },
          { name: 'withTax', value: '{{ trigger.total * 1.19 }}' },
          { name: 'over', value: '{{ steps.large.result }}' },
        ],
      },
    },
  },
  ['start → large', 'large -yes→ approve', 'large -no→ book', 'approve → summary', 'book → summary'],
  [
    note('hello', 'Press Test and watch the run light up, step by step. Then click a step to see what went in and what came out.', 0, -0.4),
    note('join', 'Both ways meet here. A step starts when every way that leads to it is decided and at least one was taken.', 3, -0.4),
  ],
)
