'use client'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Download, Printer, Receipt as ReceiptIcon } from 'lucide-react'
import Link from 'next/link'
import { useActions } from '../actions/use-actions'
import { useGo } from '../shell/go'
import { hrefOf } from '../shell/navigation'
import { NotThere } from '../shell/not-there'
import { QueryError } from '../shell/query-error'
import { Crumbs, TopBar } from '../shell/top-bar'
import { errorCode } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ReceiptDocument } from './receipt-document'
import { ReceiptSkeleton } from './receipt-skeleton'

const UNTIL_SIGNED_MS = 1_000

type ReceiptPageProps = { runId: string; workspace: string }

export function ReceiptPage({ runId, workspace }: ReceiptPageProps) {
  const trpc = useTRPC()
  const manifest = useQuery(trpc.manifest.get.queryOptions(undefined, { staleTime: 5 * 60_000 }))
  const receipt = useQuery(
    trpc.runs.receipt.queryOptions(
      { id: runId },
      {
        refetchInterval: ({ state: { data } }) =>
          data?.run.finishedAt && (data.check.state === 'unsealed' || data.check.state === 'sealed') ? UNTIL_SIGNED_MS : false,
      },
    ),
  )
  const go = useGo()
  const runHref = hrefOf(workspace, `/runs/${runId}`)
  const fileHref = `/api/receipts/${workspace}/${runId}`
  const isThere = () => Boolean(receipt.data?.run.finishedAt)
  const group = 'Receipt'
  useActions([
    {
      id: 'receipt.download',
      label: 'Download the receipt',
      group,
      icon: Download,
      keywords: 'export file proof',
      when: isThere,
      run: () => window.location.assign(fileHref),
    },
    { id: 'receipt.print', label: 'Print the receipt', group, icon: Printer, when: isThere, run: () => window.print() },
    { id: 'receipt.run', label: 'Back to the run', group, icon: ArrowLeft, run: () => go(runHref) },
  ])
  // What is shown stays when asking for it again fails.
  const failed = (!receipt.data && receipt.error) || (!manifest.data && manifest.error)
  return (
    <>
      <TopBar
        actions={
          receipt.data?.run.finishedAt && (
            <>
              <Button variant="ghost" className="max-sm:hidden" onClick={() => window.print()}>
                <Printer aria-hidden />
                Print
              </Button>
              <Button asChild>
                <a href={fileHref} download>
                  <Download aria-hidden />
                  Download
                </a>
              </Button>
            </>
          )
        }
      >
        <Crumbs
          trail={[
            { label: 'Runs', href: hrefOf(workspace, '/runs') },
            { label: receipt.data?.run.flow.name ?? 'Run', href: runHref },
          ]}
          title="Receipt"
        />
      </TopBar>
      {failed ? (
        errorCode(failed) === 'NOT_FOUND' ? (
          <NotThere title="This run is not there" wayOn={{ label: 'Show all runs', href: hrefOf(workspace, '/runs') }}>
            It may have been removed with other old runs, or it belongs to another workspace.
          </NotThere>
        ) : (
          <QueryError
            title="The receipt could not be loaded"
            error={failed}
            onRetry={() => void Promise.all([receipt.refetch(), manifest.refetch()])}
          />
        )
      ) : !receipt.data || !manifest.data ? (
        <ReceiptSkeleton />
      ) : receipt.data.run.finishedAt ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: there may be nothing in it that takes the focus, and it has to scroll by keyboard
        <section aria-label="Receipt" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto bg-sunken px-3 py-5 sm:px-6 sm:py-8">
          <ReceiptDocument receipt={receipt.data} manifest={manifest.data} />
        </section>
      ) : (
        <EmptyState
          art={<ReceiptIcon className="size-7" strokeWidth={1.5} aria-hidden />}
          title="There is no receipt yet"
          className="pt-[12vh]"
          actions={
            <Button asChild>
              <Link href={runHref}>Watch the run</Link>
            </Button>
          }
        >
          A run gets its receipt when it has ended. This one is still going on.
        </EmptyState>
      )}
    </>
  )
}
