import type { Metadata } from 'next'
import { ComparePage } from '@/components/runs/compare/compare-page'

export const metadata: Metadata = { title: 'Compare runs' }

type PageProps = { params: Promise<{ workspace: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Page({ params, searchParams }: PageProps) {
  const [{ workspace }, { a, b }] = await Promise.all([params, searchParams])
  return <ComparePage key={`${a}${b}`} workspace={workspace} a={typeof a === 'string' ? a : ''} b={typeof b === 'string' ? b : ''} />
}
