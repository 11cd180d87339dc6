'use client'
import { useStore as useCanvasStore, ViewportPortal } from '@xyflow/react'
import { memo } from 'react'
import { personColour } from '../ui/person-colour'
import { NodeFrame } from './node-frame'
import type { Person } from './presence'
import './people.css'

export function DrawnPeople({ people }: { people: ReadonlyMap<string, Person> }) {
  return (
    <ViewportPortal>
      <div aria-hidden className="over-cards">
        {[...people.values()].map((person) => (
          <PersonOnCanvas key={person.id} person={person} />
        ))}
      </div>
    </ViewportPortal>
  )
}

const PersonOnCanvas = memo(function PersonOnCanvas({ person }: { person: Person }) {
  const { userId, name, whereabouts } = person
  const zoom = useCanvasStore((state) => state.transform[2])
  const { pointer, selected } = whereabouts
  return (
    <div data-person={personColour(userId)}>
      {selected.map((id, at) => (
        <NodeFrame key={id} nodeId={id} className="person-frame" zoom={zoom}>
          {at === 0 && <span className="person-name">{name}</span>}
        </NodeFrame>
      ))}
      {pointer && (
        <div className="person-pointer" style={{ transform: `translate(${pointer.x}px, ${pointer.y}px) scale(${1 / zoom})` }}>
          <svg width="16" height="18" viewBox="0 0 16 18" aria-hidden>
            <path d="M1 1 L14.5 9.2 L8.4 10.6 L5.4 16.4 Z" />
          </svg>
          <span className="person-name">{name}</span>
        </div>
      )}
    </div>
  )
})
