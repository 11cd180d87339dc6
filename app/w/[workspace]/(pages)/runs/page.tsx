import type { Metadata } from 'next'
import { parseRunFilter } from '@/components/runs-list/run-filter'
import { RunsPage } from '@/components/runs-list/runs-page'

export const metadata: Metadata = { title: 'Runs' }

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Page({ searchParams }: PageProps) {
  return <RunsPage filter={parseRunFilter(await searchParams)} />
}
