import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readMail } from './read-mail'

const NASTY = '../shared/data/eml'
const HEAD = 'From: Hooli <billing@hooli.com>\r\nSubject: s\r\nMessage-ID: <1@hooli.com>\r\nMIME-Version: 1.0\r\n'

const read = (text: string) => readMail(Buffer.from(text, 'latin1'))

/** Names, types and sizes. */
const filesOf = ({ attachments }: Awaited<ReturnType<typeof readMail>>) =>
  attachments.map(({ name, contentType, bytes }) => [name, contentType, bytes.length])

describe.skipIf(!existsSync(NASTY))('the nasty mails (needs ../shared/data/eml)', () => {
  type Observed = { file: string; from: string | null; subject: string | null; attachments: { filename: string | null; size: number }[] }
  const observed: Observed[] = existsSync(NASTY) ? JSON.parse(readFileSync(`${NASTY}/mailparser-3.14-observed.json`, 'utf8')) : []

  it('are all there', () => {
    const files = readdirSync(NASTY).filter((file) => file.endsWith('.eml'))
    expect(observed.map(({ file }) => file).sort()).toEqual(files.sort())
    expect(files).toHaveLength(30)
  })

  it.each(observed)('$file is read, and what the parser alone finds is found', async ({ file, from, subject, attachments }) => {
    const mail = await readMail(readFileSync(`${NASTY}/${file}`))
    expect(from ?? '').toContain(mail.from.address)
    expect(mail.subject).toBe(subject?.replace(/\s+/g, ' ') ?? '')
    for (const { filename, size } of attachments) {
      expect(
        mail.attachments.map(({ bytes }) => bytes.length),
        String(filename),
      ).toContain(size)
      if (filename !== null) expect(mail.attachments.map(({ name }) => name)).toContain(filename)
    }
    expect(mail.attachments.every(({ name, contentType }) => name !== '' && contentType !== '')).toBe(true)
    // Something of every mail is there for a person to see.
    expect(mail.text.trim() !== '' || mail.attachments.length > 0).toBe(true)
    for (const { name, bytes } of mail.attachments) if (bytes.length === 0) expect(mail.notes).toContain(`“${name}” is empty.`)
  })

  it('give up what is inside a forwarded mail', async () => {
    const mail = await readMail(readFileSync(`${NASTY}/mikel-attachment_message_rfc822.eml`))
    expect(filesOf(mail)).toEqual([
      ['ForwardedMessage.eml', 'message/rfc822', 3781],
      ['broken.pdf', 'application/pdf', 1026],
    ])
  })

  it('call nothing a PDF that is none', async () => {
    const mail = await readMail(readFileSync(`${NASTY}/mikel-attachment_with_base64_encoded_name.eml`))
    expect(filesOf(mail)).toEqual([['This is a test.pdf', 'application/octet-stream', 399]])
    expect(mail.notes).toEqual(['“This is a test.pdf” says it is application/pdf, but is not.'])
  })
})

describe('a mail', () => {
  it('gives a file its true type and a name, whatever it came with', async () => {
    const part = (headers: string, body: string) => `--b\r\n${headers}\r\n\r\n${body}\r\n`
    const mail = await read(
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n` +
        part('Content-Type: application/octet-stream', '%PDF-1.7 x') +
        part('Content-Type: image/png; name="../../etc/bill.pdf"', '%PDF-1.7 y') +
        part('Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; name=a.xlsx', 'PK\x03\x04zip') +
        part('Content-Type: text/xml; name=factur-x.xml', '<?xml version="1.0"?><a/>') +
        '--b--',
    )
    expect(filesOf(mail).map(([name, type]) => [name, type])).toEqual([
      ['attachment-1.pdf', 'application/pdf'],
      ['bill.pdf', 'application/pdf'],
      ['a.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['factur-x.xml', 'application/xml'],
    ])
    expect(mail.notes).toEqual(['“bill.pdf” says it is image/png, but is not.'])
  })

  it('with a file in uuencode, as a part or inside the text, gives the file', async () => {
    const encoded = 'begin 644 cat.txt\n#0V%T\n`\nend\n'
    const part = await read(
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/msword; name=cat.doc\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\n${encoded}\r\n--b--`,
    )
    expect(part.attachments.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([['cat.doc', 'Cat']])
    const inText = await read(`${HEAD}\r\nHello\n${encoded}Bye`)
    expect(inText.text).toBe('Hello\nBye')
    expect(inText.attachments.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([['cat.txt', 'Cat']])
    const onlyWords = await read(`${HEAD}\r\nbegin 644 sentence\nlower case is no data\n`)
    expect(onlyWords).toMatchObject({ attachments: [], text: expect.stringContaining('begin 644 sentence') })
  })

  it('inside a mail, fifty times, is opened five levels deep and said so', async () => {
    let nested = `${HEAD}Content-Type: text/plain\r\n\r\ndeep`
    for (let level = 0; level < 50; level++) {
      nested = `${HEAD}Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\nContent-Type: message/rfc822\r\n\r\n${nested}\r\n--b${level}--\r\n`
    }
    const mail = await read(nested)
    expect(mail.attachments).toHaveLength(5)
    expect(mail.notes).toEqual([expect.stringContaining('5 levels deep')])
  })

  it.each([
    ['nothing', ''],
    ['no header', 'just words'],
    ['a boundary that never comes', `${HEAD}Content-Type: multipart/mixed; boundary=never\r\n\r\nlost?`],
    [
      'half a part',
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0x`,
    ],
    ['bytes', Array.from({ length: 5_000 }, (_, at) => String.fromCharCode((at * 7919) % 256)).join('')],
  ])('of %s crashes nothing and loses nothing', async (_what, text) => {
    const mail = await read(text)
    const kept = mail.text.length + mail.attachments.reduce((sum, { bytes }) => sum + bytes.length, 0)
    expect(kept > 0 || text === '').toBe(true)
  })

  it('with a text too long for a run is cut, and attached whole', async () => {
    const mail = await read(`${HEAD}\r\n${'a line of text\r\n'.repeat(20_000)}`)
    expect(mail.text).toHaveLength(200_000)
    expect(filesOf(mail)).toEqual([['mail.txt', 'text/plain; charset=utf-8', 300_000]])
    expect(mail.notes).toEqual(['The text is very long; the whole of it is attached.'])
  })
})
