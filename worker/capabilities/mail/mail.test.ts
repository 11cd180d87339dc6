import { simpleParser } from 'mailparser'
import { afterEach, describe, expect, it } from 'vitest'
import type { OutgoingMail } from '@/flow/define/capabilities'
import type { JsonObject } from '@/flow/json'
import { egressRules } from '../http/address'
import { openMail } from './mail'
import { foreignSmtp } from './testing'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

const files = {
  read: async () => Buffer.from('%PDF-1.7 the bill'),
  write: async () => {
    throw new Error('not in this test')
  },
}

async function account(fields: JsonObject = {}, options: Parameters<typeof foreignSmtp>[0] = {}, allow = ['127.0.0.0/8']) {
  const server = await foreignSmtp(options)
  closing.push(server.close)
  const all = { address: 'ap@acme.test', name: 'Acme', smtpHost: '127.0.0.1', smtpPort: server.port, smtpSecurity: 'none', ...fields }
  const connection = { id: 'c', name: 'Mail', sandbox: false, settings: {} }
  const hands = openMail(egressRules(allow, []), { url: undefined, from: 'KAOS <kaos@localhost>' }).forStep({
    workspaceId: 'w',
    files,
    account: { connection, credentials: { fields: all } },
    signal: new AbortController().signal,
  })
  return { ...server, ...hands }
}

const mail: OutgoingMail = {
  to: ['Finance <finance@acme.test>, b@acme.test'],
  subject: 'Bill 2041 ✔',
  text: 'Zum Zahlen: 4.280 €',
  key: 'run-1/send',
}

describe('sending', () => {
  it('hands the mail with its files to the server of the account', async () => {
    const { send, mails } = await account({ user: 'ap', password: 'secret' })
    const pdf = { $file: { id: 'x', name: 'Rechnung ü.pdf', contentType: 'application/pdf', size: 17 } }
    const sent = await send({ ...mail, cc: ['c@acme.test'], attachments: [pdf] })
    expect(mails).toMatchObject([{ from: 'ap@acme.test', to: ['finance@acme.test', 'b@acme.test', 'c@acme.test'] }])
    const arrived = await simpleParser(mails[0]?.source ?? '')
    expect(arrived).toMatchObject({
      subject: mail.subject,
      messageId: sent.messageId,
      from: { value: [{ name: 'Acme', address: 'ap@acme.test' }] },
    })
    expect(arrived.text?.trim()).toBe(mail.text)
    expect(arrived.attachments).toMatchObject([{ filename: 'Rechnung ü.pdf', contentType: 'application/pdf' }])
    expect(arrived.attachments[0]?.content.toString()).toBe('%PDF-1.7 the bill')
  })

  it('leaves the subject whole where marks join its letters or an emoji', async () => {
    const { send, mails } = await account()
    const subject = 'می\u200cخواهم 👩\u200d💻'
    await send({ ...mail, subject })
    expect((await simpleParser(mails[0]?.source ?? '')).subject).toBe(subject)
  })

  it('says that no person wrote it, so that no machine answers it', async () => {
    const { send, mails } = await account()
    await send(mail)
    const { headers } = await simpleParser(mails[0]?.source ?? '')
    expect([headers.get('auto-submitted'), headers.get('x-auto-response-suppress')]).toEqual(['auto-generated', 'OOF, AutoReply'])
  })

  it('gives the same mail the same id each time, and another one another', async () => {
    const { send } = await account()
    const [first, again, other] = [await send(mail), await send(mail), await send({ ...mail, key: 'run-2/send' })]
    expect(again).toEqual(first)
    expect(other.messageId).not.toBe(first.messageId)
    expect(first.messageId).toMatch(/^<[0-9a-f]{32}\.hop1@acme\.test>$/)
  })

  it('says which addresses were refused while others were taken', async () => {
    const { send } = await account(
      {},
      { onRcptTo: ({ address }, _session, callback) => callback(address.startsWith('b@') ? new Error('No b') : null) },
    )
    expect(await send(mail)).toMatchObject({ refused: ['b@acme.test'] })
  })
})

describe('what must not be sent', () => {
  it('a line break in the subject starts no header', async () => {
    const { send, mails } = await account()
    await send({ ...mail, subject: 'Hello\r\nBcc: evil@evil.test\r\n\r\n<script>' })
    const source = mails[0]?.source ?? ''
    expect(mails[0]?.to).toEqual(['finance@acme.test', 'b@acme.test'])
    expect((await simpleParser(source)).headers.has('bcc')).toBe(false)
    expect(source).not.toMatch(/^bcc:/im)
  })

  it.each([
    'a@acme.test\r\nBcc: evil@evil.test',
    'a@acme.test\nRCPT TO:<evil@evil.test>',
    'a@acme.test\0',
    'not an address',
    '"a@acme.test"@evil.test',
    'a@acme.test <evil@evil.test',
    '<a@acme.test>evil@evil.test',
    'a@[127.0.0.1]',
    `${'a'.repeat(300)}@acme.test`,
  ])('an address that hides another is refused: %j', async (to) => {
    const { send, mails } = await account()
    await expect(send({ ...mail, to: [to] })).rejects.toMatchObject({ code: 'mail_address', retry: false })
    expect(mails).toEqual([])
  })

  it('a mail to ten thousand people, or to nobody', async () => {
    const { send, mails } = await account()
    const crowd = Array.from({ length: 10_000 }, (_, at) => `p${at}@acme.test`).join(', ')
    await expect(send({ ...mail, to: [crowd] })).rejects.toMatchObject({ code: 'mail_recipients' })
    await expect(send({ ...mail, to: [''] })).rejects.toMatchObject({ code: 'mail_nobody' })
    expect(mails).toEqual([])
  })
})

describe('failures', () => {
  it('a private address is not reached unless it is allowed', async () => {
    const { send } = await account({}, {}, [])
    await expect(send(mail)).rejects.toMatchObject({ code: 'http_blocked', retry: false })
  })

  it('a wrong password is a person’s matter, and stands in no message', async () => {
    const { send, verify } = await account({ user: 'ap', password: 'hunter2-wrong' })
    const refused = { code: 'mail_login', retry: false, message: expect.not.stringContaining('hunter2') }
    await expect(send(mail)).rejects.toMatchObject(refused)
    await expect(verify()).rejects.toMatchObject(refused)
  })

  it.each([
    [550, false],
    [451, true],
  ])('a mail refused with %i is tried again: %s', async (responseCode, retry) => {
    const { send } = await account(
      {},
      {
        onData: (stream, _session, callback) =>
          void stream.resume().on('end', () => callback(Object.assign(new Error('No'), { responseCode }))),
      },
    )
    await expect(send(mail)).rejects.toMatchObject({ retry, unsure: false })
  })

  it('a connection that breaks after the mail was sent leaves it to a person', async () => {
    let cut = () => {}
    const { send, ...server } = await account({}, { onData: (stream) => void stream.resume().on('end', () => cut()) })
    cut = server.cut
    const sending = send(mail)
    await expect(sending).rejects.toMatchObject({ code: 'mail_cut_short', unsure: true })
  })

  it('nobody listening means it was not sent', async () => {
    const { send, close } = await account()
    await close()
    closing.length = 0
    const message = expect.stringMatching(/ can’t be reached: it refuses connections\.$/)
    await expect(send(mail)).rejects.toMatchObject({ code: 'mail_unreachable', message, retry: true, unsure: false })
  })
})
