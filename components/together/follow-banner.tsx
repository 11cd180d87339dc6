'use client'
import { useStore } from 'zustand'
import { useEditor } from '../editor/context'
import { Button } from '../ui/button'
import { personColour } from '../ui/person-colour'

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
