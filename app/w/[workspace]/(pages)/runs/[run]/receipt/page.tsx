import type { Metadata } from 'next'
import { ReceiptPage } from '@/components/receipt/receipt-page'

export const metadata: Metadata = { title: 'Receipt' }

export default async function Page({ params }: { params: Promise<{ workspace: string; run: string }> }) {
  const { workspace, run } = await params
  return <ReceiptPage key={run} runId={run} workspace={workspace} />
}
