'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChartColumn, Table2 } from 'lucide-react'
import { useState } from 'react'
import { zoneHere } from '../time-zones/zones'
import { useTRPC } from '../trpc/provider'
import { cn } from '../ui/cn'
import { formatDuration } from '../ui/format-duration'
import { IconButton } from '../ui/icon-button'
import { Skeleton } from '../ui/skeleton'
import { Table, TableCell, TableHead } from '../ui/table'
import { SINCE_WORDS } from './run-filter'
import type { RunFilter, RunVolume } from './types'
import { type Summary, summaryOf } from './volume'

const HEIGHT = 44
const REFRESH_MS = 60_000

/** How many runs there were in the time, how they ended, and how long they took. */
export function VolumeChart({ filter: { text, ...filter } }: { filter: RunFilter }) {
  const trpc = useTRPC()
  const [asTable, setAsTable] = useState(false)
  const asked = useQuery(
    trpc.runs.volume.queryOptions(
      { ...filter, zone: zoneHere() },
      { enabled: !text, placeholderData: keepPreviousData, refetchInterval: REFRESH_MS },
    ),
  )
  if (text) return null
  if (asked.isPending) return <Room />
  const volume = asked.data
  if (!volume) return null
  const summary = summaryOf(volume)
  if (summary.total === 0) return null
  const time = filter.since ? SINCE_WORDS[filter.since] : filter.from || filter.to ? 'In this time' : SINCE_WORDS['7d']
  return (
    <section aria-label="Volume, success and duration" className="border-b px-3 pb-2.5 sm:px-5">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <Figures time={time} summary={summary} most={volume.most} ofOneStatus={filter.status !== undefined} />
        {!asTable && <Bars volume={volume} />}
        <IconButton
          size="sm"
          icon={asTable ? ChartColumn : Table2}
          label={asTable ? 'Show as a chart' : 'Show as a table'}
          onClick={() => setAsTable(!asTable)}
          className="ml-auto"
        />
      </div>
      {asTable && <Numbers volume={volume} />}
    </section>
  )
}

/** As much as the figures and the chart take: the list below stays where it is when they come. */
function Room() {
  return (
    <div className="border-b px-3 pb-2.5 sm:px-5">
      <Skeleton className="h-23 w-full sm:h-11" />
    </div>
  )
}

type FiguresProps = { time: string; summary: Summary; most: number | null; ofOneStatus: boolean }

/** Of runs that all ended the same way, the share that was done says nothing; where none has ended, none took long. */
function Figures({ time, summary: { total, successRate, p50, p95 }, most, ofOneStatus }: FiguresProps) {
  return (
    <dl className="flex shrink-0 gap-5 text-sm">
      <Figure name={most === null ? time : `${time}, the newest`}>{total === 1 ? '1 run' : `${total.toLocaleString()} runs`}</Figure>
      {!ofOneStatus && (
        <Figure name="Done">{successRate === null ? '–' : `${(Math.floor(successRate * 1_000) / 10).toLocaleString()} %`}</Figure>
      )}
      {p50 !== null && <Figure name="Half took less than">{formatDuration(p50)}</Figure>}
      {p95 !== null && <Figure name="19 of 20 less than">{formatDuration(p95)}</Figure>}
    </dl>
  )
}

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd className="font-medium tabular-nums">{children}</dd>
    </div>
  )
}

const PARTS = [
  { key: 'succeeded', className: 'fill-ok' },
  { key: 'goingOn', className: 'fill-brand' },
  { key: 'cancelled', className: 'fill-skip' },
  { key: 'failed', className: 'fill-bad' },
] as const

/** A picture for the eye; the table beside it says the same. */
function Bars({ volume: { buckets, bucketMs } }: { volume: RunVolume }) {
  const highest = Math.max(1, ...buckets.map((bucket) => PARTS.reduce((sum, { key }) => sum + bucket[key], 0)))
  const width = 100 / buckets.length
  return (
    <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden className="h-11 min-w-40 flex-1 basis-64 border-b">
      {buckets.map((bucket, index) => {
        let base = HEIGHT
        return (
          <g key={bucket.at}>
            <title>{bucketInWords(bucket, bucketMs)}</title>
            <rect x={index * width} y={0} width={width} height={HEIGHT} className="fill-transparent hover:fill-hover" />
            {PARTS.map(({ key, className }) => {
              const height = bucket[key] === 0 ? 0 : Math.max(1, (bucket[key] / highest) * HEIGHT)
              base -= height
              return (
                <rect
                  key={key}
                  x={index * width + width * 0.1}
                  y={base}
                  width={width * 0.8}
                  height={height}
                  className={cn(className, 'pointer-events-none')}
                />
              )
            })}
          </g>
        )
      })}
    </svg>
  )
}

function Numbers({ volume: { buckets, bucketMs } }: { volume: RunVolume }) {
  const some = buckets.filter((bucket) => PARTS.some(({ key }) => bucket[key] > 0)).toReversed()
  return (
    <div className="mt-2 max-h-56 overflow-y-auto">
      <Table aria-label="Runs over time">
        <thead className="sticky top-0 bg-paper">
          <tr>
            {['From', 'Done', 'Failed', 'Cancelled', 'Going on', 'Half less than', '19 of 20 less than'].map((name) => (
              <TableHead key={name}>{name}</TableHead>
            ))}
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {some.map(({ at, succeeded, failed, cancelled, goingOn, p50, p95 }) => (
            <tr key={at}>
              <TableCell className="h-8">{momentInWords(at, bucketMs)}</TableCell>
              {[succeeded, failed, cancelled, goingOn].map((count, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand still
                <TableCell key={index} className="h-8">
                  {count.toLocaleString()}
                </TableCell>
              ))}
              {[p50, p95].map((took, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand still
                <TableCell key={index} className="h-8">
                  {took === null ? '–' : formatDuration(took)}
                </TableCell>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

const DAY_MS = 86_400_000

function momentInWords(at: number, bucketMs: number): string {
  const day = { day: 'numeric', month: 'short' } as const
  return new Date(at).toLocaleString(undefined, bucketMs >= DAY_MS ? day : { ...day, hour: '2-digit', minute: '2-digit' })
}

function bucketInWords({ at, succeeded, failed, cancelled, goingOn }: RunVolume['buckets'][number], bucketMs: number): string {
  const counts = [
    `${succeeded.toLocaleString()} done`,
    failed > 0 && `${failed.toLocaleString()} failed`,
    cancelled > 0 && `${cancelled.toLocaleString()} cancelled`,
    goingOn > 0 && `${goingOn.toLocaleString()} going on`,
  ]
  return `${momentInWords(at, bucketMs)}: ${counts.filter(Boolean).join(', ')}`
}
