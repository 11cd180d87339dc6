'use client'
import { useRouter } from 'next/navigation'
import { PausedNotice } from '../flows/paused-notice'
import { hrefOf } from '../shell/navigation'
import { useSession } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { useTicked } from '../ticks/use-ticked'
import { BulkBar } from './bulk-bar'
import { runFilterQuery } from './run-filter'
import { RunFilters } from './run-filters'
import { RunTable } from './run-table'
import type { RunFilter } from './types'
import { useLiveRuns } from './use-live-runs'
import { ViewTabs } from './view-tabs'
import { VolumeChart } from './volume-chart'

export function RunsPage({ filter }: { filter: RunFilter }) {
  const router = useRouter()
  const { slug } = useSession().workspace
  const ticked = useTicked()
  useLiveRuns(filter)
  return (
    <>
      <TopBar>
        <Crumbs title="Runs" />
      </TopBar>
      <ViewTabs filter={filter} />
      <RunFilters filter={filter} onChange={(next) => router.replace(hrefOf(slug, `/runs${runFilterQuery(next)}`), { scroll: false })} />
      {filter.flowId && <PausedNotice flowId={filter.flowId} />}
      <VolumeChart filter={filter} />
      <RunTable filter={filter} ticked={ticked} />
      <BulkBar filter={filter} ticked={ticked} />
    </>
  )
}
