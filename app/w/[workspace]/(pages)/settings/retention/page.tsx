import type { Metadata } from 'next'
import { RetentionPage } from '@/components/retention/retention-page'

export const metadata: Metadata = { title: 'Kept data' }

export default function Page() {
  return <RetentionPage />
}
