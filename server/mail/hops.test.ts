import { expect, it } from 'vitest'
import { hopsIn, idWithHops } from './hops'
import { readHead } from './read-head'
import { readMail } from './read-mail'

const OURS = idWithHops('0123456789abcdef0123456789abcdef', 3, 'acme.test')
const BY_MACHINE = 'Auto-Submitted: auto-replied'
const REPORT = 'Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="b"'

const mail = (...head: string[]) => Buffer.from(`${['From: a@b.test', ...head].join('\r\n')}\r\n\r\nHello`)

it.each<[string, Buffer, number]>([
  ['a person’s mail', mail('Subject: Invoice'), 0],
  ['an invoice that a system sends', mail('Auto-Submitted: auto-generated', 'Precedence: bulk'), 0],
  ['a mail of ours', mail('Auto-Submitted: auto-generated', 'X-KAOS-Hops: 2'), 2],
  ['a mail of ours that was forwarded by a rule', mail('Received: from x', 'x-kaos-hops:  2 '), 2],
  ['an absence note about a mail of ours', mail(BY_MACHINE, `In-Reply-To: ${OURS}`), 3],
  ['an absence note with our id on a line of its own', mail(BY_MACHINE, 'In-Reply-To:', `\t${OURS}`), 3],
  ['an absence note that names the thread alone', mail(BY_MACHINE, `References: <first@b.test>\r\n ${OURS}`), 3],
  ['an answer of a machine that says it in its own way', mail('X-Autoreply: yes', `In-Reply-To: ${OURS}`), 3],
  ['an answer of a machine that says it as of old', mail('Precedence: auto_reply', `In-Reply-To: ${OURS}`), 3],
  ['a person’s answer', mail(`In-Reply-To: ${OURS}`, `References: ${OURS}`), 0],
  ['a person’s answer by way of a mailing list', mail('Precedence: list', 'List-Id: <us.b.test>', `In-Reply-To: ${OURS}`), 0],
  ['a person’s answer that says so', mail('Auto-Submitted: no', `In-Reply-To: ${OURS}`), 0],
  [
    'a machine’s answer to a person, in a thread that we began',
    mail(BY_MACHINE, 'In-Reply-To: <h@b.test>', `References: ${OURS} <h@b.test>`),
    0,
  ],
  ['a mail of ours that came back', Buffer.concat([mail(REPORT), Buffer.from(`\r\n--b\r\n\r\nMessage-ID: ${OURS}\r\n`)]), 3],
  [
    'one that came back under another id',
    Buffer.concat([mail('Return-Path: <>'), Buffer.from('\r\n> Your mail\r\nX-KAOS-Hops: 4\r\n')]),
    4,
  ],
  ['another’s mail that came back', mail(REPORT), 0],
  ['a number that is none', mail('X-KAOS-Hops: many'), 0],
  ['a person who writes about it', Buffer.concat([mail('Subject: ?'), Buffer.from(`\r\nX-KAOS-Hops: 9\r\n${OURS}`)]), 0],
])('%s', async (_, raw, hops) => {
  expect(hopsIn(raw)).toBe(hops)
  expect([(await readMail(raw)).hops, readHead(raw).hops]).toEqual([hops, hops])
})
