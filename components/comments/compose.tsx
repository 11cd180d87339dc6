'use client'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useState } from 'react'
import { withMentions } from '@/flow/comments/mentions'
import { useSession } from '../shell/session'
import { useTRPC } from '../trpc/provider'
import { Avatar } from '../ui/avatar'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { Textarea } from '../ui/textarea'
import { mentionQuery, withName } from './mention-query'

type ComposeProps = {
  label: string
  verb: string
  error: string | null
  onSay: (body: string) => Promise<unknown>
  onCancel?: () => void
  autoFocus?: boolean
}

type Member = { userId: string; name: string }

const MOST_SHOWN = 6

/** Where a comment is written. `@` offers the members of the workspace. */
export function Compose({ label, verb, error, onSay, onCancel, autoFocus = false }: ComposeProps) {
  const trpc = useTRPC()
  const { me } = useSession()
  const members = useQuery(trpc.members.list.queryOptions(undefined, { staleTime: 60_000 }))
  const listId = useId()
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<readonly Member[]>([])
  const [query, setQuery] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const [saying, setSaying] = useState(false)
  const found =
    query === null
      ? []
      : (members.data ?? [])
          .filter(({ userId, name }) => userId !== me.user.id && name.toLowerCase().startsWith(query.toLowerCase()))
          .slice(0, MOST_SHOWN)

  const pick = (member: Member, field: HTMLTextAreaElement) => {
    const next = withName(text, field.selectionStart, member.name)
    setText(next.text)
    setPicked([...picked, member])
    setQuery(null)
    requestAnimationFrame(() => field.setSelectionRange(next.caret, next.caret))
  }
  const submit = async () => {
    const body = withMentions(text.trim(), picked)
    if (body === '' || saying) return
    setSaying(true)
    // Why it was not said stands below the field, with what was to be said still in it.
    const said = await onSay(body).then(
      () => true,
      () => false,
    )
    setSaying(false)
    if (!said) return
    setText('')
    setPicked([])
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const member = found[Math.min(active, found.length - 1)]
    if (member && (event.key === 'Enter' || event.key === 'Tab')) pick(member, event.currentTarget)
    else if (member && event.key === 'ArrowDown') setActive((active + 1) % found.length)
    else if (member && event.key === 'ArrowUp') setActive((active + found.length - 1) % found.length)
    else if (member && event.key === 'Escape') setQuery(null)
    else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className="relative">
        <Textarea
          aria-label={label}
          aria-autocomplete="list"
          aria-controls={found.length > 0 ? listId : undefined}
          aria-activedescendant={found.length > 0 ? `${listId}-${Math.min(active, found.length - 1)}` : undefined}
          placeholder={`${label}. @ mentions somebody`}
          className="w-full"
          maxLength={4_000}
          value={text}
          readOnly={saying}
          autoFocus={autoFocus}
          onChange={({ target }) => {
            setText(target.value)
            setQuery(mentionQuery(target.value, target.selectionStart))
            setActive(0)
          }}
          onBlur={() => setQuery(null)}
          onKeyDown={onKeyDown}
        />
        {found.length > 0 && (
          <div
            id={listId}
            role="listbox"
            aria-label="Members"
            className="absolute inset-x-0 top-full z-20 mt-1 rounded-md border border-line-strong bg-surface p-1 shadow-pop"
          >
            {found.map((member, at) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the caret stays in the text; arrows and Enter choose here
              // biome-ignore lint/a11y/useKeyWithClickEvents: as above
              <div
                key={member.userId}
                id={`${listId}-${at}`}
                role="option"
                aria-selected={at === active}
                onPointerDown={(event) => event.preventDefault()}
                onClick={(event) => {
                  const field = event.currentTarget.closest('form')?.querySelector('textarea')
                  if (field) pick(member, field)
                }}
                className={cn('flex cursor-default items-center gap-2 rounded-sm px-2 py-1 text-sm', at === active && 'bg-hover')}
              >
                <Avatar name={member.name} id={member.userId} size="sm" />
                <span className="truncate">{member.name}</span>
              </div>
            ))}
          </div>
        )}
      </div>
      {error && (
        <p role="alert" className="text-bad-ink text-sm">
          {error}
        </p>
      )}
      <div className="flex justify-end gap-2">
        {onCancel && (
          <Button size="sm" variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button size="sm" type="submit" variant="primary" disabled={text.trim() === ''} loading={saying}>
          {verb}
        </Button>
      </div>
    </form>
  )
}
