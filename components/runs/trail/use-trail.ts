'use client'
import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { passesAround } from '@/flow/engine/passes'
import { nodeOf } from '@/flow/engine/step'
import { type Across, acrossFrom, placeAcross } from '@/flow/walk-back/across'
import type { Place } from '@/flow/walk-back/place'
import { type Trail, walkBack } from '@/flow/walk-back/walk-back'
import type { ElementStore } from '../../canvas/elements'
import { useCanvas } from '../../canvas/model'
import { seenOf } from '../about-run'
import type { FollowedRun } from '../follow-run'
import { useLooking } from '../looking'
import { markNodes } from '../mark-nodes'

export type FoundTrail = { from: Place; trail: Trail }

/** Walks back from a value to the step that made it, and goes to the steps on the way. */
export function useTrail(followed: FollowedRun, elements: ElementStore, show: (nodeId: string) => void) {
  const { manifest } = useCanvas()
  const [, looking] = useLooking()
  const [found, setFound] = useState<FoundTrail | null>(null)
  const address = useSearchParams().get('walk')
  const [across, setAcross] = useState<Across | null>(() => (address === null ? null : acrossFrom(address)))

  useEffect(() => {
    const onTrail = new Set(found ? [found.from, ...found.trail.hops].map(({ step }) => nodeOf(step)) : [])
    markNodes(elements, (id) => (onTrail.has(id) ? 'canvas-on-trail' : undefined))
  }, [elements, found])

  const go = (place: Place) => {
    looking.setState(({ passes }) => ({ passes: new Map([...passes, ...passesAround(place.step)]), marked: place }))
    show(nodeOf(place.step))
  }
  /** `seen`: left out, the run as it is shown. */
  const trace = (from: Place, seen: FollowedRun = followed) => {
    const trail = walkBack(seenOf(seen), manifest.nodes, from)
    setFound({ from, trail })
    go(trail.hops[0] ?? from)
  }

  // Somebody comes from another run: the way back goes on as soon as this one is there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the run's state is changed in place; `revision` says when
  useEffect(() => {
    const place = across && placeAcross(seenOf(followed), across)
    if (!place) return
    setAcross(null)
    trace(place)
  }, [across, followed.revision])

  return {
    found,
    go,
    trace,
    /** Goes on with one of the ways it may have come. */
    goOn: (place: Place) => {
      if (!found) return
      const { hops, ...rest } = walkBack(seenOf(followed), manifest.nodes, place)
      setFound({ from: found.from, trail: { hops: [...found.trail.hops, place, ...hops], ...rest } })
      go(hops[0] ?? place)
    },
    close: () => {
      setFound(null)
      looking.setState({ marked: null })
    },
  }
}
