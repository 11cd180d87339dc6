import type { Metadata } from 'next'
import { FlowsPage } from '@/components/flows/flows-page'
import { parseFlowsView } from '@/components/flows/flows-view'

export const metadata: Metadata = { title: 'Flows' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Page({ searchParams }: Props) {
  return <FlowsPage view={parseFlowsView(await searchParams)} />
}
