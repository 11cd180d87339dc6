import { expect, it } from 'vitest'
import { parseMail } from './parse-mail'

const HEAD = 'From: Hooli <billing@hooli.com>\r\nSubject: Invoice\r\nMessage-ID: <1@hooli.com>\r\nMIME-Version: 1.0\r\n'

it('reads in a thread, and gives the same', async () => {
  const mail = await parseMail(Buffer.from(`${HEAD}\r\nPlease pay.`))
  expect(mail).toMatchObject({ from: { name: 'Hooli', address: 'billing@hooli.com' }, text: 'Please pay.', attachments: [], notes: [] })
})

it.each([
  [
    '2,000 parts inside each other',
    Array.from({ length: 2_000 }, (_, at) => at).reduce(
      (inner, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n${inner}\r\n--b${at}--\r\n`,
      'Content-Type: text/plain\r\n\r\ndeep',
    ),
  ],
  [
    '20,000 parts',
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: application/pdf\r\n\r\nx\r\n'.repeat(20_000)}--b--`,
  ],
])('a mail of %s is kept whole, and what its head says is known', async (_what, body) => {
  const raw = Buffer.from(HEAD + body)
  const mail = await parseMail(raw)
  expect(mail).toMatchObject({ from: { address: 'billing@hooli.com' }, subject: 'Invoice', messageId: '<1@hooli.com>' })
  expect(mail.attachments).toMatchObject([{ name: 'mail.eml', contentType: 'message/rfc822' }])
  expect(mail.attachments[0]?.bytes.length).toBe(raw.length)
  expect(mail.notes).toEqual(['It could not be taken apart; the whole mail is attached.'])
})

it('nobody else waits while a large one is read', async () => {
  const raw = Buffer.from(`${HEAD}Content-Type: text/html\r\n\r\n${'<p>a</p><table><tr><td>x</td></tr></table>'.repeat(20_000)}`)
  let longest = 0
  let last = process.cpuUsage()
  const clock = setInterval(() => {
    const { user, system } = process.cpuUsage(last)
    longest = Math.max(longest, (user + system) / 1_000)
    last = process.cpuUsage()
  }, 5)
  const mail = await parseMail(raw)
  clearInterval(clock)
  expect(mail.text.length).toBeGreaterThan(10_000)
  expect(longest).toBeLessThan(300)
})
