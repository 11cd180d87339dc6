'use client'
import { Avatar } from '../ui/avatar'
import type { Contributor } from './contributors'

type SeenByMeProps = { others: readonly Contributor[]; seen: ReadonlySet<string>; onSeen: (key: string, seen: boolean) => void }

/** Seen up to this change: when somebody goes on changing things, it has to be looked at again. */
export function seenKey({ userId, lastSeq }: Contributor): string {
  return `${userId} ${lastSeq}`
}

/** Nobody's unfinished work goes live unseen: each of the others is named, and ticked off. */
export function SeenByMe({ others, seen, onSeen }: SeenByMeProps) {
  return (
    <ul className="flex flex-col gap-1.5">
      {others.map((person) => (
        <li key={person.userId}>
          <label className="flex items-center gap-2.5 rounded-sm bg-wait-soft px-2.5 py-2 text-sm text-wait-ink">
            <input
              type="checkbox"
              className="size-4 accent-(--ink)"
              checked={seen.has(seenKey(person))}
              onChange={(event) => onSeen(seenKey(person), event.target.checked)}
            />
            <Avatar name={person.name} id={person.userId} size="sm" />
            <span className="min-w-0">
              I have seen what {person.name} made: {person.changes === 1 ? '1 change' : `${person.changes} changes`}
            </span>
          </label>
        </li>
      ))}
    </ul>
  )
}
