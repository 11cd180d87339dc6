'use client'
import { useStore } from 'zustand'
import { useActions } from '../actions/use-actions'
import { useEditor } from '../editor/context'
import { useSession } from '../shell/session'
import { Avatar } from '../ui/avatar'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { personColour } from '../ui/person-colour'
import { Tooltip } from '../ui/tooltip'
import type { Person } from './presence'

const MOST_SHOWN = 4

/** Who else has this flow open; a click shows what they see. */
export function PeopleInBar() {
  const { together } = useEditor()
  const { me } = useSession()
  const people = [...useStore(together.people).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const followed = useStore(together.following)
  const nameOf = ({ userId, name }: Person) => (userId === me.user.id ? 'you, in another window' : name)
  useActions([
    ...people.map((person) => ({
      id: `people.follow-${person.id}`,
      label: `Follow ${nameOf(person)}`,
      group: 'People',
      keywords: 'presence see watch',
      run: () => together.follow(person.id),
    })),
    {
      id: 'people.stop-following',
      label: 'Stop following',
      group: 'People',
      shortcut: 'escape',
      when: () => together.following.getState() !== null,
      run: () => together.follow(null),
    },
  ])
  if (people.length === 0) return null
  const more = people.length - MOST_SHOWN
  return (
    <ul aria-label="Also here" className="flex items-center -space-x-1.5 max-sm:hidden">
      {people.slice(0, MOST_SHOWN).map((person) => (
        <li key={person.id} className="flex">
          <Tooltip label={followed === person.id ? `Stop following ${nameOf(person)}` : `Follow ${nameOf(person)}`}>
            <button
              type="button"
              aria-label={`Follow ${nameOf(person)}`}
              aria-pressed={followed === person.id}
              data-person={personColour(person.userId)}
              onClick={() => together.follow(followed === person.id ? null : person.id)}
              className={cn('rounded-full border-2 border-surface', followed === person.id && 'border-(--person)')}
            >
              <Avatar name={person.name} id={person.userId} />
            </button>
          </Tooltip>
        </li>
      ))}
      {more > 0 && <li className="pl-3 text-ink-2 text-xs tabular-nums">+{more}</li>}
    </ul>
  )
}

/** Over the canvas while it shows what somebody else sees. */
export function FollowBanner() {
  const { together } = useEditor()
  const id = useStore(together.following)
  const person = useStore(together.people, (people) => (id === null ? undefined : people.get(id)))
  if (!person) return null
  return (
    <div data-person={personColour(person.userId)} className="pointer-events-none absolute inset-0 z-10 border-(--person) border-2">
      <div
        role="status"
        className="pointer-events-auto absolute top-3 left-1/2 flex -translate-x-1/2 items-center gap-2 rounded-full bg-(--person) py-0.5 pr-1 pl-3 font-medium text-(--person-ink) text-sm shadow-card"
      >
        <span className="max-w-48 truncate">You see what {person.name} sees</span>
        <Button size="sm" variant="ghost" className="text-(--person-ink) hover:text-(--person-ink)" onClick={() => together.follow(null)}>
          Stop
        </Button>
      </div>
    </div>
  )
}
