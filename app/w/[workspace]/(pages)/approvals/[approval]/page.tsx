import type { Metadata } from 'next'
import { ApprovalPage } from '@/components/approvals/approval-page'

export const metadata: Metadata = { title: 'Approval' }

export default async function Page({ params }: { params: Promise<{ approval: string }> }) {
  const { approval } = await params
  return <ApprovalPage key={approval} id={approval} />
}
