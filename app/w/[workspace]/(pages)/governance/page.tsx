import type { Metadata } from 'next'
import { parseAuditFilter } from '@/components/governance/audit-filter'
import { GovernancePage } from '@/components/governance/governance-page'

export const metadata: Metadata = { title: 'Governance' }

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Page({ searchParams }: PageProps) {
  return <GovernancePage filter={parseAuditFilter(await searchParams)} />
}
