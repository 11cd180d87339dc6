'use client'
import Link from 'next/link'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { type Action, isAvailable } from '../actions/action'
import { Button } from '../ui/button'
import { useHandOnFocus } from '../ui/use-hand-on-focus'

export type BulkAction = Action & {
  /** On a phone. */
  short: string
  /** How many of the chosen it can be done to; left out where it is all of them, or nobody knows. */
  holdsFor?: number
  /** Where it leads to, if it is a way and no deed. */
  href?: string
}

type BulkToolbarProps = {
  label: string
  /** What is chosen: `3 selected`. */
  about: string
  /** How many are chosen; null: more than are counted. */
  count: number | null
  actions: readonly BulkAction[]
  /** What is being done to them, in words: nothing else can be until it is. */
  doing?: string | null
  /** More or less of it. */
  children?: ReactNode
}

/** Under a long list: what can be done to all that is chosen. On a phone each is as large as a thumb, with its word below. */
export function BulkToolbar({ label, doing = null, ...now }: BulkToolbarProps) {
  const isBusy = doing !== null
  const { about, count, actions, children } = useUntil(isBusy, now)
  return (
    <div
      role="toolbar"
      aria-label={label}
      className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-t bg-surface px-3 py-2 max-sm:px-2 max-sm:pt-1 sm:gap-y-2 sm:px-5"
    >
      <span className="text-ink-2 text-sm tabular-nums max-sm:pl-1 max-sm:font-medium" role="status">
        {doing ?? about}
      </span>
      {children}
      <div className="flex flex-wrap items-center gap-2 max-sm:w-full max-sm:items-stretch max-sm:gap-1">
        {actions.filter(isAvailable).map((action) => (
          <BulkButton key={action.id} action={action} count={count} isBusy={isBusy} />
        ))}
      </div>
    </div>
  )
}

type BulkButtonProps = { action: BulkAction; count: number | null; isBusy: boolean }

function BulkButton({ action: { label, short, icon: Icon, danger, holdsFor, href, run }, count, isBusy }: BulkButtonProps) {
  const button = useHandOnFocus<HTMLButtonElement>()
  const inside = (
    <>
      {Icon && <Icon aria-hidden />}
      <span className="max-sm:hidden">{label}</span>
      <span className="sm:hidden">{short}</span>
      {holdsFor !== undefined && (count === null || holdsFor < count) && (
        <span className="text-ink-3 tabular-nums">
          {holdsFor.toLocaleString()}
          {count !== null && ` of ${count.toLocaleString()}`}
        </span>
      )}
    </>
  )
  return (
    <Button
      ref={button}
      size="sm"
      variant={danger ? 'danger' : 'secondary'}
      asChild={href !== undefined}
      // Not disabled: whoever works by key stays here.
      aria-disabled={isBusy || undefined}
      onClick={href === undefined && !isBusy ? run : undefined}
      className="max-sm:h-auto max-sm:min-h-13 max-sm:min-w-14 max-sm:flex-1 max-sm:flex-col max-sm:gap-0.5 max-sm:border-0 max-sm:px-1 max-sm:py-1.5 max-sm:text-xs max-sm:shadow-none"
    >
      {href === undefined ? inside : <Link href={href}>{inside}</Link>}
    </Button>
  )
}

/** What changes how much is chosen. */
export function ChoiceButton(props: { onClick: () => void; loading?: boolean; children: ReactNode }) {
  const button = useHandOnFocus<HTMLButtonElement>()
  return <Button ref={button} size="sm" variant="ghost" className="max-sm:h-11 max-sm:px-2" {...props} />
}

/** What it was before, while `isBusy`: what is being done to the chosen changes what can be done to them. */
function useUntil<Value>(isBusy: boolean, value: Value): Value {
  const before = useRef(value)
  useLayoutEffect(() => {
    if (!isBusy) before.current = value
  })
  return isBusy ? before.current : value
}
