import type { Metadata } from 'next'
import { ApprovalsPage } from '@/components/approvals/approvals-page'
import { DESK_TABS } from '@/components/approvals/types'

export const metadata: Metadata = { title: 'Approvals' }

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Page({ searchParams }: PageProps) {
  const { show } = await searchParams
  return <ApprovalsPage tab={DESK_TABS.find((tab) => tab === show) ?? 'mine'} />
}
