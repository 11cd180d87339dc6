import { type AddressObject, type Attachment, type EmailAddress, type ParsedMail as Read, simpleParser } from 'mailparser'
import { cleanLine, cleanText } from './clean-text'
import { hopsIn } from './hops'
import { nameFor } from './name-for'
import type { MailFile, ParsedMail } from './parsed-mail'
import { trueType } from './sniff-type'
import { takeUuencoded } from './uuencode'

const DEEPEST = 5
const MOST_FILES = 200
const LONGEST_TEXT = 200_000
const LONGEST_HTML = 1_000_000

/**
 * Reads a mail into data. What can't be read is kept as a file and said in a note: nothing is lost silently.
 * It may take long and much memory on a mail made for that, so outside tests it runs in a thread (parse-mail.ts).
 */
export async function readMail(raw: Uint8Array): Promise<ParsedMail> {
  const mail = await parsed(raw)
  const gathered = new Gathered()
  const body = await gathered.take(mail, 0)
  if (gathered.files.length === 0 && body.trim() === '' && hasBody(raw)) gathered.keepWhole(raw, 'Its parts could not be told apart')
  return {
    from: peopleIn(mail.from)[0] ?? { name: '', address: '' },
    to: [mail.to ?? [], mail.cc ?? []].flat().flatMap(peopleIn).slice(0, 200),
    subject: cleanLine(mail.subject ?? '', 1_000),
    text: gathered.shortened(body),
    messageId: cleanLine(mail.messageId ?? '', 300),
    date: cleanLine(rawHeader(mail, 'date'), 100),
    hops: hopsIn(raw),
    attachments: gathered.files,
    notes: gathered.notes,
  }
}

/** The files of a mail and of the mails inside it, as they are found. */
class Gathered {
  readonly files: MailFile[] = []
  readonly notes: string[] = []

  /** Takes the files of this mail and gives its text. */
  async take(mail: Read, depth: number): Promise<string> {
    const { text, files } = takeUuencoded(cleanText(mail.text ?? ''))
    if (mail.textConversionError) {
      this.notes.push('Its text is too large or too deeply nested to read; it is attached as HTML.')
      this.#add({ name: 'mail.html', contentType: 'text/html', bytes: Buffer.from(String(mail.html)) })
    }
    for (const attachment of mail.attachments) await this.#takeAttachment(attachment, depth)
    for (const { name, bytes } of files) this.#add({ name, contentType: 'application/octet-stream', bytes })
    return text
  }

  keepWhole(raw: Uint8Array, because: string): void {
    this.notes.push(`${because}; the whole mail is attached.`)
    this.#add({ name: 'mail.eml', contentType: 'message/rfc822', bytes: raw })
  }

  shortened(text: string): string {
    if (text.length <= LONGEST_TEXT) return text
    this.notes.push('The text is very long; the whole of it is attached.')
    this.#add({ name: 'mail.txt', contentType: 'text/plain; charset=utf-8', bytes: Buffer.from(text) })
    return cleanText(text.slice(0, LONGEST_TEXT))
  }

  async #takeAttachment({ filename = '', contentType, content, headers }: Attachment, depth: number): Promise<void> {
    const bytes = decoded(content, String(headers.get('content-transfer-encoding') ?? ''))
    const file = this.#add({ name: filename, contentType, bytes })
    if (/^application\/(ms-tnef|vnd\.ms-tnef)$/i.test(contentType)) {
      this.notes.push(`“${file.name}” is a wrapping of Outlook’s own and was not opened. Ask the sender to send plain or HTML mail.`)
    }
    if (contentType.toLowerCase() !== 'message/rfc822' || bytes.length === 0) return
    if (depth + 1 >= DEEPEST) {
      this.notes.push(`“${file.name}” is a mail inside a mail, ${DEEPEST} levels deep; what is in it was not taken out.`)
      return
    }
    const inner = await parsed(bytes).catch(() => null)
    if (inner === null) this.notes.push(`The mail in “${file.name}” could not be read.`)
    else await this.take(inner, depth + 1)
  }

  #add({ name, contentType, bytes }: MailFile): MailFile {
    const { type, wrong } = trueType(contentType, bytes)
    const file = { name: nameFor(name, type, this.files.length + 1), contentType: type, bytes }
    if (this.files.length >= MOST_FILES) {
      const note = `More than ${MOST_FILES} files are in it; the rest was left out.`
      if (!this.notes.includes(note)) this.notes.push(note)
      return file
    }
    if (bytes.length === 0) this.notes.push(`“${file.name}” is empty.`)
    else if (wrong) this.notes.push(`“${file.name}” says it is ${cleanLine(contentType, 100)}, but is not.`)
    this.files.push(file)
    return file
  }
}

function parsed(raw: Uint8Array): Promise<Read> {
  return simpleParser(Buffer.from(withoutUuencodedParts(raw)), {
    keepCidLinks: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    checksumAlgo: false,
    maxHtmlLengthToParse: LONGEST_HTML,
  })
}

/** The parser knows no uuencode and would hand on nothing: called 8bit, it hands on the text that `decoded` reads. */
function withoutUuencodedParts(raw: Uint8Array): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  if (!bytes.includes('uue')) return raw
  return Buffer.from(bytes.toString('latin1').replace(/^(content-transfer-encoding:[ \t]*)(?:x-)?uue(?:ncode)?\b/gim, '$18bit'), 'latin1')
}

function decoded(content: Uint8Array, encoding: string): Uint8Array {
  if (encoding !== '8bit' && encoding !== '') return content
  const head = Buffer.from(content.subarray(0, 400)).toString('latin1')
  if (!/^\s*begin [0-7]{3,4} /.test(head)) return content
  return takeUuencoded(Buffer.from(content).toString('latin1').trimStart()).files[0]?.bytes ?? content
}

function peopleIn(header: AddressObject | undefined): { name: string; address: string }[] {
  const flat = (entry: EmailAddress): EmailAddress[] => (entry.group ? entry.group.flatMap(flat) : [entry])
  return (header?.value ?? [])
    .flatMap(flat)
    .map(({ name, address = '' }) => ({ name: cleanLine(name, 200), address: cleanLine(address, 320) }))
    .filter(({ name, address }) => name !== '' || address !== '')
}

function rawHeader(mail: Read, key: string): string {
  return mail.headerLines?.find((line) => line.key === key)?.line.replace(/^[^:]*:/, '') ?? ''
}

function hasBody(raw: Uint8Array): boolean {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const at = text.indexOf('\r\n\r\n')
  const bare = text.indexOf('\n\n')
  const start = at < 0 ? bare : at
  return start < 0 ? text.length > 0 : text.subarray(start).toString('latin1').trim() !== ''
}
