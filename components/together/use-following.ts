'use client'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useEditor } from '../editor/context'

const GLIDE_MS = 120

/** Shows what the followed person sees, until one moves the canvas oneself or they leave; for inside the canvas. */
export function useFollowing() {
  const { together } = useEditor()
  const flow = useReactFlow()
  const canvas = useStoreApi()
  const id = useStore(together.following)
  const followed = useStore(together.people, (people) => (id === null ? undefined : people.get(id)))
  const view = followed?.whereabouts.view

  useEffect(() => {
    if (view) void flow.setCenter(view.x, view.y, { zoom: view.zoom, duration: GLIDE_MS })
  }, [flow, view])

  useEffect(() => {
    if (id === null) return
    if (!followed) return together.follow(null)
    const pane = canvas.getState().domNode
    const stop = () => together.follow(null)
    for (const event of ['wheel', 'pointerdown'] as const) pane?.addEventListener(event, stop, { passive: true })
    return () => {
      for (const event of ['wheel', 'pointerdown'] as const) pane?.removeEventListener(event, stop)
    }
  }, [id, followed, together, canvas])
}
