import type { Metadata } from 'next'
import { GalleryPage } from '@/components/gallery/gallery-page'

export const metadata: Metadata = { title: 'Templates' }

export default function Page() {
  return <GalleryPage />
}
