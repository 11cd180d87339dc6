import { ArrowLeft, Paperclip } from 'lucide-react'
import { fileSize } from '../approvals/file-size'
import { Button } from '../ui/button'
import { addressesOf } from './names-of'
import type { OutboxMail } from './types'

type MailReaderProps = { mail: OutboxMail; hrefOf: (file: OutboxMail['attachments'][number]) => string; onBack: () => void }

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** One mail, as text. */
export function MailReader({ mail: { at, from, to, cc, replyTo, subject, text, attachments }, hrefOf, onBack }: MailReaderProps) {
  const people = [
    { label: 'From', of: [from] },
    { label: 'To', of: to },
    { label: 'Cc', of: cc },
    { label: 'Answers to', of: replyTo },
  ].filter((row) => row.of.length > 0)
  return (
    <article className="mx-auto max-w-180 px-4 py-4 sm:px-6">
      <Button variant="ghost" size="sm" className="-ml-2 mb-2 md:hidden" onClick={onBack}>
        <ArrowLeft aria-hidden />
        All mails
      </Button>
      <h2 className="font-semibold text-lg [overflow-wrap:anywhere]">{subject || 'No subject'}</h2>
      <dl className="mt-2.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
        {people.map(({ label, of }) => (
          <div key={label} className="contents">
            <dt className="text-ink-3">{label}</dt>
            <dd className="text-ink-2 [overflow-wrap:anywhere]">{addressesOf(of)}</dd>
          </div>
        ))}
        <dt className="text-ink-3">Kept</dt>
        <dd className="text-ink-2">
          <time dateTime={at.toISOString()} suppressHydrationWarning>
            {WHEN.format(at)}
          </time>
        </dd>
      </dl>
      <p className="mt-4 whitespace-pre-wrap border-t pt-4 [overflow-wrap:anywhere]">
        {text || <span className="text-ink-3">No text.</span>}
      </p>
      {attachments.length > 0 && (
        <ul aria-label="Attachments" className="mt-5 flex flex-wrap gap-2">
          {attachments.map((file) => (
            <li key={file.$file.id} className="max-w-full">
              <Button asChild className="max-w-full">
                <a href={hrefOf(file)} download={file.$file.name}>
                  <Paperclip aria-hidden />
                  <span className="truncate">{file.$file.name}</span>
                  <span className="text-ink-3">{fileSize(file.$file.size)}</span>
                </a>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}
