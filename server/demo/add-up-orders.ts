import { draw, note } from './draw'

const order = {
  customer: 'Acme',
  lines: [
    { sku: 'A-1', quantity: 2, price: 19.5 },
    { sku: 'B-7', quantity: 1, price: 120 },
  ],
}

/** A webhook that answers, with a loop over a list. */
export const addUpOrders = draw(
  {
    order: {
      type: 'trigger.webhook',
      label: 'An order arrives',
      at: [0, 0],
      params: { method: 'POST', answer: 'reply' },
      sample: { method: 'POST', headers: { 'content-type': 'application/json' }, query: {}, body: order },
    },
    lines: {
      type: 'flow.for-each',
      label: 'Each line',
      at: [1, 0],
      params: { items: '{{ trigger.body.lines }}', concurrency: 5, collect: '{{ steps.priced }}' },
    },
    priced: {
      type: 'data.set',
      label: 'Work out the amount',
      at: [0, 0],
      inside: 'lines',
      params: {
        fields: [
          { name: 'sku', value: '{{ item.sku }}' },
          { name: 'amount', value: '{{ item.quantity * item.price }}' },
        ],
      },
    },
    answer: {
      type: 'webhook.respond',
      label: 'Answer the shop',
      at: [2.4, 0],
      params: {
        status: 200,
        body: {
          customer: '{{ trigger.body.customer }}',
          total: '{{ steps.lines.map(line, line.amount).sum() }}',
          lines: '{{ steps.lines }}',
        },
      },
    },
  },
  ['order → lines', 'lines → answer'],
  [
    note('url', 'Click the first step to find its URL. Send an order there and the answer comes back from the last step.', 0, 1.1),
    note('loop', 'What stands inside runs once for each line, up to five at a time. The results are collected in order.', 1, 2.1, 120),
  ],
)
