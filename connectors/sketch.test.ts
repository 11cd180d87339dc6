import { describe, expect, it } from 'vitest'
import { type Sketch, sketchOf } from '@/flow/sketch/sketch'
import { manifest } from './manifest'

describe('a flow from a description', () => {
  it.each([
    [
      'When a mail with an invoice arrives, read it, create a bill in Xero and ask finance for approval in Slack',
      'mail.received → documents.read-invoice → xero.create-bill → approval.ask',
    ],
    [
      'new mail in our Gmail inbox -> read invoice -> ask for approval -> create bill in Xero -> post to Slack',
      'mail.mailbox → documents.read-invoice → approval.ask → xero.create-bill → slack.post-message',
    ],
    [
      'Every Monday at 9 fetch the open orders from our API, keep those over 1000, sum them up and send the report by e-mail.',
      'trigger.schedule → http.request → list.filter → list.aggregate → mail.send',
    ],
    ['When a bill is paid in Xero, tell #finance in Slack', 'xero.bill-changed → slack.post-message'],
    ['When another flow fails, notify me by email', 'trigger.run-failed → mail.send'],
    [
      'Whenever somebody calls our endpoint, look up the bill in Xero and answer with its status',
      'trigger.webhook → xero.get-bill → webhook.respond',
    ],
    ['Wait three days, then remind the customer by e-mail', 'trigger.manual → flow.wait → mail.send'],
  ])('%s', (words, drawn) => {
    expect(inARow(sketchOf(words, manifest))).toBe(drawn)
  })

  it('goes by the way out that is named, and by the other one', () => {
    const words =
      'Read the invoice, the vendor and the amount. Ask for approval. If rejected, mail the vendor. If approved, enter the bill in Xero.'
    const { steps } = sketchOf(words, manifest)
    expect(steps.map(({ type, after }) => [type, after])).toEqual([
      ['trigger.manual', undefined],
      ['documents.read-invoice', { step: 0 }],
      ['approval.ask', { step: 1 }],
      ['mail.send', { step: 2, port: 'rejected' }],
      ['xero.create-bill', { step: 2, port: 'approved' }],
    ])
    const other = sketchOf('When a webhook is called, check the amount. If it is over 500, ask Anna, otherwise reply.', manifest).steps
    expect(other.at(-1)).toMatchObject({ type: 'webhook.respond', after: { step: 1, port: 'no' } })
  })

  it('does with each item what the sentence says, and goes on after the list', () => {
    const { steps } = sketchOf('Every hour split the file into rows, for each row call our API. Then send a mail.', manifest)
    expect(steps.map(({ type, inside }) => [type, inside])).toEqual([
      ['trigger.schedule', undefined],
      ['list.split', undefined],
      ['flow.for-each', undefined],
      ['http.request', 2],
      ['mail.send', undefined],
    ])
    expect(steps.at(-1)?.after).toEqual({ step: 2 })
  })

  it('stays with the items where the next sentence goes on from what was done with them', () => {
    const { steps } = sketchOf(
      'Split the orders. For each order ask for approval. If approved, create a bill in Xero. Send a mail.',
      manifest,
    )
    expect(steps.map(({ type, inside, after }) => [type, inside, after])).toEqual([
      ['trigger.manual', undefined, undefined],
      ['list.split', undefined, { step: 0 }],
      ['flow.for-each', undefined, { step: 1 }],
      ['approval.ask', 2, undefined],
      ['xero.create-bill', 2, { step: 3, port: 'approved' }],
      ['mail.send', undefined, { step: 2 }],
    ])
  })

  it('drops nothing silently', () => {
    expect(sketchOf('When a form is submitted, water the plants and send a mail', manifest)).toMatchObject({
      steps: [{ type: 'trigger.manual' }, { type: 'mail.send' }],
      unclear: ['When a form is submitted', 'water the plants'],
    })
    expect(sketchOf('Create a bill in Xero, water the plants', manifest).unclear).toEqual(['water the plants'])
    expect(sketchOf(' \n ', manifest)).toEqual({ steps: [], unclear: [] })
  })
})

function inARow({ steps, unclear }: Sketch): string {
  expect(unclear).toEqual([])
  steps.slice(1).forEach(({ after }, at) => {
    expect(after).toEqual({ step: at })
  })
  return steps.map(({ type }) => type).join(' → ')
}
