'use client'
import { ReceiptText } from 'lucide-react'
import { hrefOf } from '../shell/navigation'
import { QueryError } from '../shell/query-error'
import { useSession } from '../shell/session'
import { EmptyState } from '../ui/empty-state'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { Table, TableHead } from '../ui/table'
import { BillRow } from './bill-row'
import { Contacts } from './contacts'
import { SandboxNote } from './sandbox-note'
import { useFreshLedger } from './use-fresh-ledger'

/** The books of a Xero sandbox. */
export function Ledger({ connectionId }: { connectionId: string }) {
  const { slug } = useSession().workspace
  const ledger = useFreshLedger(connectionId)
  if (ledger.isPending) return <RowsSkeleton rows={5} />
  if (!ledger.data) return <QueryError title="The books could not be opened" error={ledger.error} onRetry={() => ledger.refetch()} />
  const { bills, contacts } = ledger.data
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <SandboxNote>These books are kept inside KAOS, and nobody is paid.</SandboxNote>
      {bills.length === 0 ? (
        <EmptyState art={<ReceiptText className="size-7" strokeWidth={1.5} aria-hidden />} title="No bills yet">
          A flow that creates bills with this account enters them here. “Invoice to approved bill” among the templates is one.
        </EmptyState>
      ) : (
        <Table aria-label="Bills" className="table-fixed">
          <thead>
            <tr>
              <TableHead className="hidden w-40 sm:table-cell">Status</TableHead>
              <TableHead className="max-sm:pl-3">Vendor</TableHead>
              <TableHead className="hidden w-28 lg:table-cell">Date</TableHead>
              <TableHead className="hidden w-28 md:table-cell">Due</TableHead>
              <TableHead className="w-38 text-right max-md:pr-3">Total</TableHead>
              <TableHead className="hidden w-52 md:table-cell">Entered by</TableHead>
            </tr>
          </thead>
          <tbody>
            {bills.map((bill) => (
              <BillRow key={bill.id} bill={bill} hrefOfRun={(id) => hrefOf(slug, `/runs/${id}`)} />
            ))}
          </tbody>
        </Table>
      )}
      {contacts.length > 0 && <Contacts contacts={contacts} />}
    </div>
  )
}
