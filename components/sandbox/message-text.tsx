import { Ban, Check, Hourglass, X } from 'lucide-react'
import { cn } from '../ui/cn'
import { type Emoji, type Piece, readMarkup, unescapeText } from './markup'
import type { MessageText as Text } from './types'

export function MessageText({ of: { text, isMarkup }, className }: { of: Text; className?: string }) {
  return (
    <span className={cn('whitespace-pre-line [overflow-wrap:anywhere]', className)}>
      {isMarkup ? <Markup text={text} /> : unescapeText(text)}
    </span>
  )
}

function Markup({ text }: { text: string }) {
  return readMarkup(text).map((piece, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text keep their order
    <MarkedPiece key={at} piece={piece} />
  ))
}

const LOOKS = {
  bold: 'font-semibold text-ink',
  italic: 'italic',
  strike: 'line-through',
  code: 'rounded-sm bg-sunken px-1 font-code text-sm',
}

const EMOJI = {
  white_check_mark: { icon: Check, className: 'text-ok-ink' },
  x: { icon: X, className: 'text-bad-ink' },
  hourglass: { icon: Hourglass, className: 'text-ink-3' },
  no_entry_sign: { icon: Ban, className: 'text-ink-3' },
} satisfies Record<Emoji, unknown>

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })

function MarkedPiece({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case 'text':
      return piece.look === 'plain' ? piece.text : <span className={LOOKS[piece.look]}>{piece.text}</span>
    case 'time':
      return (
        <time dateTime={piece.at.toISOString()} title={piece.at.toLocaleString()} suppressHydrationWarning>
          {TIME.format(piece.at)}
        </time>
      )
    case 'link':
      return (
        <a href={piece.href} target="_blank" rel="noopener noreferrer" className="text-brand-ink underline">
          {piece.label}
        </a>
      )
    case 'emoji': {
      const { icon: Icon, className } = EMOJI[piece.name]
      return <Icon className={cn('mr-0.5 inline size-4 align-[-3px]', className)} strokeWidth={2.25} aria-hidden />
    }
    case 'mention':
      return <span className="rounded-sm bg-brand-soft px-0.5 text-brand-ink">{piece.label}</span>
  }
}
