import type { Metadata } from 'next'
import { WhatIfPage } from '@/components/what-if/what-if-page'

export const metadata: Metadata = { title: 'Tried on past runs' }

export default async function Page({ params }: { params: Promise<{ whatIf: string }> }) {
  const { whatIf } = await params
  return <WhatIfPage key={whatIf} id={whatIf} />
}
