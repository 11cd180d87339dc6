'use client'
import { Hash, MessageSquareDashed } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Badge } from '../ui/badge'
import { cn } from '../ui/cn'
import { EmptyState } from '../ui/empty-state'
import { IconTile } from '../ui/icon-tile'
import { MessageBlocks } from './message-blocks'
import { MessageText } from './message-text'
import { SandboxNote } from './sandbox-note'
import type { Channel, ChannelMessage, Press } from './types'

type ChannelViewProps = {
  channel: Channel
  onChannel: (id: string) => void
  onPress: (press: Press) => void
  /** The question whose answer is on its way. */
  pressing?: string | null
  /** Why the last press came to nothing. */
  problem?: string | null
}

/** A sandbox's Slack: its channels, and what the bot wrote in one, with buttons that decide. */
export function ChannelView({ channel: { channels, channel, messages }, onChannel, onPress, pressing = null, problem }: ChannelViewProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const latest = messages.at(-1)?.ts
  const name = channels.find(({ id }) => id === channel)?.name ?? ''

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message, or another channel, leads to its end
  useEffect(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [channel, latest])

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <SandboxNote>No message leaves KAOS. What you decide here counts all the same.</SandboxNote>
      <div className="flex min-h-0 flex-1 flex-col md:flex-row">
        <nav
          aria-label="Channels"
          className="flex shrink-0 gap-0.5 overflow-x-auto border-b px-2.5 py-1.5 md:w-54 md:flex-col md:overflow-y-auto md:border-r md:border-b-0 md:py-3"
        >
          {channels.map(({ id, name, messages }) => (
            <button
              key={id}
              type="button"
              aria-current={id === channel ? 'true' : undefined}
              onClick={() => onChannel(id)}
              className={cn(
                'flex h-8 shrink-0 items-center gap-2 rounded-sm px-2 text-ink-2 transition-colors duration-100 hover:bg-hover hover:text-ink',
                id === channel && 'bg-hover font-medium text-ink',
              )}
            >
              <Hash className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
              <span className="truncate">{name}</span>
              {messages > 0 && <span className="ml-auto pl-1 text-ink-3 text-sm tabular-nums">{messages}</span>}
            </button>
          ))}
        </nav>
        <section aria-label={`#${name}`} className="flex min-h-0 min-w-0 flex-1 flex-col">
          <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto py-2">
            {messages.length === 0 ? (
              <EmptyState
                art={<MessageSquareDashed className="size-7" strokeWidth={1.5} aria-hidden />}
                title={`Nothing was said in #${name}`}
                className="pt-[10vh]"
              >
                When a flow posts here with this account, or asks for approval, the message appears.
              </EmptyState>
            ) : (
              <ol>
                {messages.map((message) => (
                  <li key={message.ts}>
                    <Message message={message} onPress={onPress} pressing={pressing} />
                  </li>
                ))}
              </ol>
            )}
          </div>
          <p role="status" className={cn('shrink-0 text-bad-ink text-sm', problem && 'border-t px-5 py-2.5')}>
            {problem}
          </p>
        </section>
      </div>
    </div>
  )
}

const WHEN = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })

type MessageProps = { message: ChannelMessage; onPress?: (press: Press) => void; pressing: string | null }

function Message({ message: { at, isEdited, inThread, text, blocks }, onPress, pressing }: MessageProps) {
  return (
    <article className={cn('flex gap-3 px-4 py-2.5 sm:px-5', inThread && 'pl-12 sm:pl-14')}>
      <IconTile icon="workflow" tint="violet" size={32} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-semibold">KAOS</span>
          <Badge>App</Badge>
          <time dateTime={at.toISOString()} className="text-ink-3 text-sm tabular-nums" suppressHydrationWarning>
            {WHEN.format(at)}
          </time>
          {isEdited && <span className="text-ink-3 text-sm">(edited)</span>}
        </p>
        {blocks.length > 0 ? (
          <MessageBlocks blocks={blocks} onPress={onPress} pressing={pressing} />
        ) : (
          <MessageText of={{ text, isMarkup: true }} />
        )}
      </div>
    </article>
  )
}
