'use client'
import { Search } from 'lucide-react'
import { type FocusEvent, type FormEvent, useId, useState } from 'react'
import { cn } from '../ui/cn'
import { Input } from '../ui/input'

/**
 * Runs by something in what started them or in what a step gave: a name, a number of an invoice. Whole runs are read for it, so it is
 * not looked for with every letter but when somebody says so, by Enter or by going on to something else.
 */
export function ValueFilter({ text = '', onChange }: { text: string | undefined; onChange: (text: string | undefined) => void }) {
  const hintId = useId()
  const [typed, setTyped] = useState(text)
  const [asked, setAsked] = useState(text)
  const [known, setKnown] = useState(text)
  // The filter may change from elsewhere, as by a saved view; what is typed while the answer comes stays.
  if (known !== text) {
    setKnown(text)
    if (asked !== text) setTyped(text)
    setAsked(text)
  }
  const isNew = typed.trim() !== asked
  const search = (value: string) => {
    if (value.trim() === asked) return
    setAsked(value.trim())
    onChange(value.trim() || undefined)
  }
  const type = (value: string) => {
    setTyped(value)
    // Nothing is read to look for nothing.
    if (value === '') search(value)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    search(typed)
  }
  const leave = ({ currentTarget, relatedTarget }: FocusEvent<HTMLFormElement>) => {
    if (!currentTarget.contains(relatedTarget)) search(typed)
  }
  return (
    <form onSubmit={submit} onBlur={leave} className="relative w-56">
      <Search className="absolute top-2 left-2.5 size-4 text-ink-3" strokeWidth={1.75} aria-hidden />
      <Input
        type="search"
        aria-label="Value in the data"
        aria-describedby={hintId}
        placeholder="Value in the data"
        maxLength={200}
        value={typed}
        onChange={({ target }) => type(target.value)}
        className={cn('pl-8', isNew && 'pr-18 [&::-webkit-search-cancel-button]:hidden')}
      />
      <span id={hintId} hidden>
        Enter searches.
      </span>
      {isNew && (
        <button
          type="submit"
          className="absolute top-1 right-1 inline-flex h-6 items-center gap-1 rounded-[4px] px-1.5 font-medium text-brand-ink text-sm hover:bg-hover"
        >
          Search <span aria-hidden>↵</span>
        </button>
      )}
    </form>
  )
}
