'use client'
import { type ReactNode, useState } from 'react'
import { cn } from '@/components/ui/cn'

export type View = 'tree' | 'table' | 'raw'

const NAMES: Record<View, string> = { tree: 'Tree', table: 'Table', raw: 'JSON' }

/** Lets people choose how data is shown. */
export function ViewSwitch({ label, views, children }: { label: string; views: readonly View[]; children: (view: View) => ReactNode }) {
  const [chosen, setChosen] = useState<View>('tree')
  const view = views.includes(chosen) ? chosen : 'tree'
  return (
    <div>
      {views.length > 1 && (
        <fieldset className="mb-1.5 flex gap-0.5">
          <legend className="sr-only">How {label} is shown</legend>
          {views.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={view === each}
              onClick={() => setChosen(each)}
              className={cn(
                'h-6 rounded-[4px] px-2 text-xs',
                view === each ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:text-ink',
              )}
            >
              {NAMES[each]}
            </button>
          ))}
        </fieldset>
      )}
      {children(view)}
    </div>
  )
}
