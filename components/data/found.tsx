'use client'
import { useEffect, useRef, useState } from 'react'
import { SearchInput } from '../ui/search-input'
import type { Path } from './open-tree'
import { MOST_FOUND, type Search } from './search-here'

/** Looks for words in the data, and goes from one place to the next with Enter. */
export function Found({ search, onGo }: { search: Search; onGo: (path: Path) => void }) {
  const [words, setWords] = useState('')
  const [found, setFound] = useState<{ paths: readonly Path[]; done: boolean }>({ paths: [], done: true })
  const [at, setAt] = useState(-1)
  const go = useRef(onGo)
  go.current = onGo
  /** The step asked for before anything was found: taken once something is. */
  const hurried = useRef(0)

  useEffect(() => {
    setAt(-1)
    hurried.current = 0
    setFound({ paths: [], done: words.trim() === '' })
    if (words.trim() === '') return
    return search(words.trim(), (paths, done) => setFound({ paths, done }))
  }, [search, words])

  const step = (by: number) => {
    const none = found.paths.length === 0
    hurried.current = none && !found.done ? by : 0
    if (none) return
    const next = (Math.max(at, by < 0 ? 0 : -1) + by + found.paths.length) % found.paths.length
    setAt(next)
    const path = found.paths[next]
    if (path) go.current(path)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once something more is found
  useEffect(() => {
    if (hurried.current !== 0) step(hurried.current)
  }, [found])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in the field goes from place to place
    <div
      className="mb-1.5 flex items-center gap-2"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
        event.preventDefault()
        step(event.shiftKey ? -1 : 1)
      }}
    >
      <SearchInput value={words} onChange={setWords} label="Find in this data" className="min-w-0 flex-1" />
      <span role="status" className="shrink-0 text-ink-3 text-xs tabular-nums empty:hidden">
        {words.trim() !== '' && count(found, at)}
      </span>
    </div>
  )
}

function count({ paths, done }: { paths: readonly Path[]; done: boolean }, at: number): string {
  if (paths.length === 0) return done ? 'Nothing' : 'Looking…'
  const all = `${paths.length}${paths.length >= MOST_FOUND || !done ? '+' : ''}`
  return at < 0 ? `${all} found` : `${at + 1} of ${all}`
}
