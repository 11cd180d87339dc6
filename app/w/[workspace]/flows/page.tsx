import type { Metadata } from 'next'
import { FlowsPage } from '@/components/flows/flows-page'

export const metadata: Metadata = { title: 'Flows' }

export default async function Page({ searchParams }: { searchParams: Promise<{ folder?: string | string[] }> }) {
  const { folder } = await searchParams
  return <FlowsPage folderId={typeof folder === 'string' ? folder : null} />
}
