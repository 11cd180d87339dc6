'use client'
import { useStore } from 'zustand'
import { useActions } from '../actions/use-actions'
import { useEditor } from '../editor/context'
import { useSession } from '../shell/session'
import { Avatar } from '../ui/avatar'
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
