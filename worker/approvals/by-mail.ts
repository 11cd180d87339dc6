import { z } from 'zod'
import type { Capabilities } from '@/flow/define/capabilities'
import { env } from '@/server/env'
import { approvalUrl } from '@/server/services/approvals/link'
import type { ApprovalView } from '@/server/services/approvals/view'
import type { Channel, Telling } from './channel'
import { htmlOf, type Letter } from './letter'

const TargetSchema = z.discriminatedUnion('kind', [
  /** Somebody who is asked. A member decides in the app, signed in; anybody else by the link. */
  z.object({ kind: z.literal('asked'), address: z.email(), member: z.boolean() }),
  /** Whoever started the run is asked something back. */
  z.object({ kind: z.literal('question'), address: z.email(), from: z.string(), question: z.string() }),
])

/** Mails from KAOS itself. A mail that was sent is not changed any more: its link shows how things stand. */
export function byMail(mail: Capabilities['mail']): Channel {
  return {
    async post(telling, target, key) {
      const to = TargetSchema.parse(target)
      const letter = to.kind === 'asked' ? asking(telling, to) : askingBack(telling, to)
      const { messageId } = await mail.send({ to: [to.address], subject: letter.subject, text: textOf(letter), html: htmlOf(letter), key })
      return { messageId }
    },
    async update() {},
  }
}

function asking(telling: Telling, { address, member }: { address: string; member: boolean }): Letter {
  const { workspaceId, view } = telling
  const { request, flowName, startedBy, isTest, deadline } = view
  return {
    subject: `${isTest ? 'Test: ' : ''}${request.question}`.slice(0, 200),
    headline: request.question,
    paragraphs: [request.message, request.reason, request.standing].filter((text) => text !== ''),
    rows: request.fields.slice(0, 20).map(({ label, shown }) => ({ label, value: shown })),
    button: { label: 'Open and decide', url: member ? pageOf(telling) : approvalUrl({ workspaceId, id: view.id, address }) },
    smallPrint: [
      `${flowName} asks${startedBy ? `, started by ${startedBy}` : ''}.`,
      ...(deadline ? [`Please decide by ${deadline.toUTCString()}.`] : []),
      'Opening the page decides nothing. Do not hand this mail on: whoever has the link can decide in your name.',
    ],
  }
}

function askingBack(telling: Telling, { from, question }: { from: string; question: string }): Letter {
  const { request } = telling.view
  return {
    subject: `${from} asks about: ${request.question}`.slice(0, 200),
    headline: `${from} asks before deciding`,
    paragraphs: [question],
    rows: [{ label: 'Question', value: request.question }],
    button: { label: 'Open it in KAOS', url: pageOf(telling) },
    smallPrint: ['The decision stays open.'],
  }
}

export function pageOf({ workspaceSlug, view }: { workspaceSlug: string; view: Pick<ApprovalView, 'id'> }): string {
  return `${env().KAOS_URL}/w/${workspaceSlug}/approvals/${view.id}`
}

function textOf({ headline, paragraphs, rows, button, smallPrint }: Letter): string {
  const table = rows.map(({ label, value }) => `${label}: ${value}`)
  return [headline, ...paragraphs, table.join('\n'), `${button.label}:\n${button.url}`, smallPrint.join('\n')].filter(Boolean).join('\n\n')
}
