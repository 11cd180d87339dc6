'use client'
import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { useTRPC } from '../trpc/provider'
import { IconTile } from '../ui/icon-tile'

/** So many fit on a card. */
const MOST = 5

/** The apps of a flow in the order it goes through them. Decorative: the story says it in words. */
export function StepTiles({ types }: { types: readonly string[] }) {
  const trpc = useTRPC()
  const { data: manifest } = useQuery(trpc.manifest.get.queryOptions(undefined, { staleTime: 5 * 60_000 }))
  const shown = types.slice(0, MOST)
  return (
    <span className="flex items-center" aria-hidden>
      {shown.map((type, index) => {
        const node = manifest?.nodes[type]
        const tint = manifest?.connectors.find(({ id }) => id === node?.connector)?.tint
        return (
          <Fragment key={type}>
            {index > 0 && <span className="h-px w-3.5 bg-line-strong sm:w-4.5" />}
            <IconTile icon={node?.icon ?? 'box'} tint={tint ?? 'grey'} size={34} />
          </Fragment>
        )
      })}
      {types.length > MOST && <span className="ml-2 text-ink-3 text-sm">+{types.length - MOST}</span>}
    </span>
  )
}
