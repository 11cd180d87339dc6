'use client'
import { Search } from 'lucide-react'
import { type ReactNode, useDeferredValue, useRef, useState } from 'react'
import { useActions } from '../actions/use-actions'
import { Button } from '../ui/button'
import { NothingFits } from '../ui/nothing-fits'
import { SearchInput } from '../ui/search-input'

type SearchedProps<Row> = {
  rows: readonly Row[]
  /** `Search accounts` */
  label: string
  group: string
  /** What a row is found by. */
  textOf: (row: Row) => string
  children: (rows: readonly Row[]) => ReactNode
}

/** As many are seen at a glance. */
const FEW = 12
const AT_ONCE = 100

/** A list that may be long: searched once it does not fit on a page, and drawn a hundred at a time. */
export function Searched<Row>({ rows, label, group, textOf, children }: SearchedProps<Row>) {
  const [text, setText] = useState('')
  const [most, setMost] = useState(AT_ONCE)
  const input = useRef<HTMLInputElement>(null)
  const words = useDeferredValue(text).toLowerCase().split(/\s+/)
  const isLong = rows.length > FEW
  useActions(isLong ? [{ id: 'list.search', label, group, icon: Search, shortcut: '/', run: () => input.current?.focus() }] : [])
  if (!isLong) return children(rows)

  const found = rows.filter((row) => {
    const said = textOf(row).toLowerCase()
    return words.every((word) => said.includes(word))
  })
  const search = (next: string) => {
    setText(next)
    setMost(AT_ONCE)
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2.5 sm:px-5">
        <SearchInput ref={input} value={text} onChange={search} label={label} shortcut="/" className="min-w-44 flex-1 sm:max-w-72" />
        <p role="status" className="text-ink-3 text-sm tabular-nums">
          {found.length === rows.length
            ? rows.length.toLocaleString()
            : `${found.length.toLocaleString()} of ${rows.length.toLocaleString()}`}
        </p>
      </div>
      {found.length > 0 ? children(found.slice(0, most)) : <NothingFits text={text} onClear={() => search('')} />}
      {found.length > most && (
        <div className="flex justify-center p-4">
          <Button onClick={() => setMost(most + AT_ONCE)}>
            Show {Math.min(AT_ONCE, found.length - most)} of {(found.length - most).toLocaleString()} more
          </Button>
        </div>
      )}
    </>
  )
}
