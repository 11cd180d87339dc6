'use client'
import { usePathname } from 'next/navigation'
import { leftBehind } from '@/components/draft/left-behind'
import { MessagePage } from '@/components/shell/message-page'
import { PlainButton } from '@/components/ui/plain-button'

export default function RootError({ reset }: { reset: () => void }) {
  const left = leftBehind(usePathname())
  return (
    <MessagePage title="This page could not be shown" actions={<PlainButton onClick={reset}>Try again</PlainButton>}>
      KAOS ran into something it did not expect. {left}
    </MessagePage>
  )
}
