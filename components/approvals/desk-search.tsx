'use client'
import { Search } from 'lucide-react'
import { useRef } from 'react'
import { useActions } from '../actions/use-actions'
import { SearchInput } from '../ui/search-input'

const LABEL = 'Search approvals'

type DeskSearchProps = { text: string; onText: (text: string) => void }

/** Over a long list of what is open: found by the question, a value that is shown, or the flow. */
export function DeskSearch({ text, onText }: DeskSearchProps) {
  const input = useRef<HTMLInputElement>(null)
  useActions([{ id: 'approvals.search', label: LABEL, group: 'Approvals', icon: Search, shortcut: '/', run: () => input.current?.focus() }])
  return <SearchInput ref={input} value={text} onChange={onText} label={LABEL} shortcut="/" className="w-full sm:max-w-72" />
}
