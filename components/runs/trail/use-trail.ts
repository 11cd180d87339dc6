'use client'
import { useEffect, useState } from 'react'
import { passesAround } from '@/flow/engine/passes'
import { nodeOf } from '@/flow/engine/step'
import type { Place } from '@/flow/walk-back/place'
import { type Trail, walkBack } from '@/flow/walk-back/walk-back'
import type { ElementStore } from '../../canvas/elements'
import { useCanvas } from '../../canvas/model'
import type { FollowedRun } from '../follow-run'
import { useLooking } from '../looking'
import { markNodes } from '../mark-nodes'

export type FoundTrail = { from: Place; trail: Trail }

/** Walks back from a value to the step that made it, and goes to the steps on the way. */
export function useTrail(followed: FollowedRun, elements: ElementStore, show: (nodeId: string) => void) {
  const { manifest } = useCanvas()
  const [, looking] = useLooking()
  const [found, setFound] = useState<FoundTrail | null>(null)

  useEffect(() => {
    const onTrail = new Set(found ? [found.from, ...found.trail.hops].map(({ step }) => nodeOf(step)) : [])
    markNodes(elements, (id) => (onTrail.has(id) ? 'canvas-on-trail' : undefined))
  }, [elements, found])

  const go = (place: Place) => {
    looking.setState(({ passes }) => ({ passes: new Map([...passes, ...passesAround(place.step)]), marked: place }))
    show(nodeOf(place.step))
  }
  return {
    found,
    go,
    /** `seen`: left out, the run as it is shown. */
    trace: (from: Place, seen: FollowedRun = followed) => {
      const trail = walkBack(seen, manifest.nodes, from)
      setFound({ from, trail })
      go(trail.hops[0] ?? from)
    },
    close: () => {
      setFound(null)
      looking.setState({ marked: null })
    },
  }
}
