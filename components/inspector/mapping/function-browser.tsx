'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogContent, DialogRoot } from '@/components/ui/dialog'
import { SearchInput } from '@/components/ui/search-input'
import { FUNCTIONS } from '@/flow/expressions/functions'
import type { FunctionDoc, FunctionGroup } from '@/flow/expressions/library/define'
import type { Json } from '@/flow/json'

const GROUPS: Record<FunctionGroup, string> = {
  text: 'Text',
  number: 'Numbers',
  date: 'Dates',
  list: 'Lists',
  money: 'Money',
  json: 'Records and empty values',
}

type FunctionBrowserProps = { onClose: () => void; onInsert: (name: string) => void }

/** Every function with what it is for, and an example with its result; inserted with one click. */
export function FunctionBrowser({ onClose, onInsert }: FunctionBrowserProps) {
  const [query, setQuery] = useState('')
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const found = FUNCTIONS.filter((each) => words.every((word) => wordsOf(each).includes(word)))
  const groups = (Object.keys(GROUPS) as FunctionGroup[]) // Object.keys forgets the key type
    .map((group) => ({ group, functions: found.filter((each) => each.group === group) }))
    .filter(({ functions }) => functions.length > 0)
  return (
    <DialogRoot open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title="Functions" description="What can be made of a value, between {{ and }}." width="md">
        <SearchInput label="Find a function" value={query} onChange={setQuery} />
        <p role="status" className="sr-only">
          {found.length === 1 ? '1 function' : `${found.length} functions`}
        </p>
        <div className="mt-3 max-h-[52vh] overflow-y-auto pr-1">
          {groups.length === 0 && <p className="py-8 text-center text-ink-3 text-sm">No function does that. Try another word.</p>}
          {groups.map(({ group, functions }) => (
            <section key={group} aria-label={GROUPS[group]}>
              <h3 className="sticky top-0 bg-surface py-1.5 font-medium text-ink-3 text-xs">{GROUPS[group]}</h3>
              <ul>
                {functions.map((each) => (
                  <FunctionRow
                    key={each.name}
                    doc={each}
                    onInsert={() => {
                      onClose()
                      onInsert(each.name)
                    }}
                  />
                ))}
              </ul>
            </section>
          ))}
        </div>
      </DialogContent>
    </DialogRoot>
  )
}

function FunctionRow({ doc, onInsert }: { doc: FunctionDoc; onInsert: () => void }) {
  const { name, signature, summary, examples } = doc
  return (
    <li className="flex items-start gap-3 border-t py-2.5 first:border-t-0">
      <div className="min-w-0 flex-1">
        <h4 className="break-words font-code text-[12px]">{signature}</h4>
        <p className="mt-0.5 text-ink-2 text-sm">{summary}</p>
        <ul className="mt-1 font-code text-[11.5px] text-ink-3">
          {examples.map(({ expression, result }) => (
            <li key={expression} className="break-words">
              {expression} → <span className="text-ok-ink">{shown(result)}</span>
            </li>
          ))}
        </ul>
      </div>
      <Button size="sm" aria-label={`Insert ${name}`} onClick={onInsert}>
        Insert
      </Button>
    </li>
  )
}

function wordsOf({ name, group, signature, summary }: FunctionDoc): string {
  return `${name} ${GROUPS[group]} ${signature} ${summary}`.toLowerCase()
}

function shown(result: Json): string {
  return result === null ? 'empty' : JSON.stringify(result)
}
