import type { Metadata } from 'next'
import { SandboxPage } from '@/components/sandbox/sandbox-page'

export const metadata: Metadata = { title: 'Sandbox' }

export default async function Page({ params }: { params: Promise<{ connection: string }> }) {
  const { connection } = await params
  return <SandboxPage key={connection} connectionId={connection} />
}
