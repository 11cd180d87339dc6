'use client'
import { MailX, Paperclip } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { EmptyState } from '../ui/empty-state'
import { RelativeTime } from '../ui/relative-time'
import { MailReader } from './mail-reader'
import { namesOf } from './names-of'
import { SandboxNote } from './sandbox-note'
import type { OutboxItem, OutboxMail } from './types'

type OutboxViewProps = {
  items: readonly OutboxItem[]
  /** The mail that is open, by id; null: none. */
  openId: string | null
  onOpen: (id: string | null) => void
  /** The open mail, once it is there. */
  mail: OutboxMail | null
  /** In its place: it loads, or could not. */
  instead?: ReactNode
  hrefOf: (file: OutboxMail['attachments'][number]) => string
  hasMore: boolean
  loadMore: () => void
}

/** What a mail sandbox would have sent: a list, and one mail as plain text. Nothing is fetched for it. */
export function OutboxView({ items, openId, onOpen, mail, instead, hrefOf, hasMore, loadMore }: OutboxViewProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <SandboxNote>No mail leaves KAOS.</SandboxNote>
      {items.length === 0 ? (
        <EmptyState art={<MailX className="size-7" strokeWidth={1.5} aria-hidden />} title="No mail was sent" className="pt-[10vh]">
          When a flow sends a mail with this account, it lies here instead of going out.
        </EmptyState>
      ) : (
        <div className="flex min-h-0 flex-1">
          <nav
            aria-label="Mails"
            className={cn('min-h-0 w-full overflow-y-auto md:w-90 md:shrink-0 md:border-r', openId !== null && 'max-md:hidden')}
          >
            <ol>
              {items.map((item) => (
                <li key={item.id} className="border-b">
                  <ItemButton item={item} isOpen={item.id === openId} onOpen={() => onOpen(item.id)} />
                </li>
              ))}
            </ol>
            {hasMore && (
              <div className="flex justify-center p-3">
                <Button onClick={loadMore}>Show older mails</Button>
              </div>
            )}
          </nav>
          <section aria-label="Mail" className={cn('min-h-0 min-w-0 flex-1 overflow-y-auto', openId === null && 'max-md:hidden')}>
            {openId === null ? (
              <p className="px-6 pt-[10vh] text-center text-ink-3">Choose a mail to read it.</p>
            ) : (
              (instead ?? (mail && <MailReader mail={mail} hrefOf={hrefOf} onBack={() => onOpen(null)} />))
            )}
          </section>
        </div>
      )}
    </div>
  )
}

type ItemButtonProps = { item: OutboxItem; isOpen: boolean; onOpen: () => void }

function ItemButton({ item: { at, to, subject, beginning, attachments }, isOpen, onOpen }: ItemButtonProps) {
  return (
    <button
      type="button"
      aria-current={isOpen ? 'true' : undefined}
      onClick={onOpen}
      className={cn('block w-full px-4 py-2.5 text-left hover:bg-hover focus-visible:-outline-offset-2', isOpen && 'bg-hover')}
    >
      <span className="flex items-baseline gap-2 text-sm">
        <span className="min-w-0 flex-1 truncate text-ink-2">To {namesOf(to)}</span>
        {attachments > 0 && (
          <Paperclip
            className="size-3.5 shrink-0 self-center text-ink-3"
            aria-label={attachments === 1 ? '1 attachment' : `${attachments} attachments`}
          />
        )}
        <RelativeTime at={at} className="shrink-0 text-ink-3" />
      </span>
      <span className="block truncate font-medium">{subject || 'No subject'}</span>
      <span className="block truncate text-ink-3 text-sm">{beginning}</span>
    </button>
  )
}
