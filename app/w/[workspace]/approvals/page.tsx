import type { Metadata } from 'next'
import { DeskPage } from '@/components/approvals/desk-page'
import { DESK_TABS } from '@/components/approvals/types'

export const metadata: Metadata = { title: 'Approvals' }

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Page({ searchParams }: PageProps) {
  const { tab } = await searchParams
  return <DeskPage tab={DESK_TABS.find((each) => each === tab) ?? 'mine'} />
}
