'use client'
import { Download } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useActions } from '../actions/use-actions'
import { hrefOf } from '../shell/navigation'
import { NoPermission } from '../shell/no-permission'
import { useCan, useSession } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { Button } from '../ui/button'
import { type AuditFilter, auditFilterQuery } from './audit-filter'
import { AuditFilters } from './audit-filters'
import { AuditTable } from './audit-table'
import { ChainState } from './chain-state'

export function GovernancePage({ filter }: { filter: AuditFilter }) {
  const router = useRouter()
  const { slug } = useSession().workspace
  const mayRead = useCan('audit.read')
  const show = (next: AuditFilter) => router.replace(hrefOf(slug, `/governance${auditFilterQuery(next)}`), { scroll: false })
  const exportHref = `/api/audit/${slug}`
  useActions(
    mayRead
      ? [
          {
            id: 'audit.export',
            label: 'Export the audit',
            group: 'Governance',
            icon: Download,
            keywords: 'download log evidence compliance',
            run: () => window.location.assign(exportHref),
          },
        ]
      : [],
  )
  return (
    <>
      <TopBar
        actions={
          mayRead && (
            <Button asChild>
              <a href={exportHref} download>
                <Download aria-hidden />
                Export
              </a>
            </Button>
          )
        }
      >
        <Crumbs title="Governance" />
      </TopBar>
      {mayRead ? (
        <>
          <ChainState />
          <AuditFilters filter={filter} onChange={show} />
          <AuditTable filter={filter} onClear={() => show({})} />
        </>
      ) : (
        <NoPermission backHref={hrefOf(slug, '/flows')} message="Owners, admins and auditors of this workspace can see its audit." />
      )}
    </>
  )
}
