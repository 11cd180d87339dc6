'use client'
import { Search, X } from 'lucide-react'
import type { Ref } from 'react'
import { cn } from './cn'
import { Input } from './input'
import { Kbd } from './kbd'

type SearchInputProps = {
  ref?: Ref<HTMLInputElement>
  value: string
  onChange: (value: string) => void
  label: string
  shortcut?: string
  className?: string
}

export function SearchInput({ ref, value, onChange, label, shortcut, className }: SearchInputProps) {
  return (
    <div className={cn('relative', className)}>
      <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-3" strokeWidth={1.75} aria-hidden />
      <Input
        ref={ref}
        type="search"
        value={value}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (value) onChange('')
          else event.currentTarget.blur()
        }}
        className="pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {value ? (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => onChange('')}
          className="absolute top-1 right-1 inline-flex size-6 items-center justify-center rounded-[4px] text-ink-3 hover:bg-hover hover:text-ink"
        >
          <X className="size-3.5" aria-hidden />
        </button>
      ) : (
        shortcut && <Kbd keys={shortcut} className="pointer-events-none absolute top-1.75 right-2 hidden sm:inline-flex" />
      )}
    </div>
  )
}
