'use client'
import { Search } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Input } from '../ui/input'

/** Runs by something in what started them or in what a step gave: a name, a number of an invoice. Looked for when somebody presses Enter. */
export function ValueFilter({ text = '', onChange }: { text: string | undefined; onChange: (text: string | undefined) => void }) {
  const [typed, setTyped] = useState(text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onChange(typed.trim() || undefined)
  }
  return (
    <form onSubmit={submit} className="relative w-52">
      <Search className="absolute top-2 left-2.5 size-4 text-ink-3" strokeWidth={1.75} aria-hidden />
      <Input
        type="search"
        aria-label="Value in the data"
        placeholder="Value in the data"
        maxLength={200}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => typed.trim() !== text && onChange(typed.trim() || undefined)}
        className="pl-8"
      />
    </form>
  )
}
