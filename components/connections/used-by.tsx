'use client'
import { hrefOf } from '../shell/navigation'
import { useSession } from '../shell/session'
import { NearLink } from '../ui/near-link'
import { PopoverContent, PopoverRoot, PopoverTrigger } from '../ui/popover'
import type { Connection } from './types'

/** How many published flows work with it, and which. */
export function UsedBy({ connection: { name, usedBy } }: { connection: Pick<Connection, 'name' | 'usedBy'> }) {
  const { slug } = useSession().workspace
  if (usedBy.length === 0) return <span className="text-ink-3 text-sm">No flow yet</span>
  const count = usedBy.length === 1 ? '1 flow' : `${usedBy.length.toLocaleString()} flows`
  return (
    <PopoverRoot>
      <PopoverTrigger
        aria-label={`${count} with ${name}`}
        className="-mx-1.5 h-7 rounded-sm px-1.5 text-ink-2 text-sm tabular-nums hover:bg-hover hover:text-ink"
      >
        {count}
      </PopoverTrigger>
      <PopoverContent align="start" aria-label={`Flows with ${name}`} className="w-64 p-1">
        <ul>
          {usedBy.map((flow) => (
            <li key={flow.id}>
              <NearLink
                href={hrefOf(slug, `/flows/${flow.id}`)}
                className="flex h-8 items-center justify-between gap-2 rounded-sm px-2 text-md hover:bg-hover"
              >
                <span className="truncate">{flow.name}</span>
                {!flow.enabled && <span className="shrink-0 text-ink-3 text-sm">off</span>}
              </NearLink>
            </li>
          ))}
        </ul>
      </PopoverContent>
    </PopoverRoot>
  )
}
