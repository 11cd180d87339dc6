'use client'
import { useLayoutEffect, useRef, useState } from 'react'
import { MOST_TICKED, type Ticked } from '../ticks/use-ticked'
import { sayFailure } from '../trpc/say-failure'
import { type FlowList, flowsOf } from './use-flow-list'

/** Ticks all flows of the list, those too that are not loaded yet: it loads them, as if somebody scrolled down. `view`: which list it is. */
export function useAllFlows(list: FlowList, view: string, ticked: Ticked) {
  const [isTaking, setTaking] = useState(false)
  const latest = useRef({ list, view })
  useLayoutEffect(() => {
    latest.current = { list, view }
  })

  async function takeAll() {
    setTaking(true)
    try {
      let { data, hasNextPage } = list
      while (hasNextPage && flowsOf(data?.pages ?? []).length < MOST_TICKED) {
        ;({ data, hasNextPage } = await latest.current.list.fetchNextPage({ cancelRefetch: false, throwOnError: true }))
        // Another folder, another search: those are not the flows that were meant.
        if (latest.current.view !== view) return
      }
      ticked.add(flowsOf(data?.pages ?? []).map(({ id }) => id))
    } catch (error) {
      sayFailure(error)
    } finally {
      setTaking(false)
    }
  }
  return { takeAll, isTaking }
}
