import { MessagePage } from '@/components/shell/message-page'
import { PlainLink } from '@/components/ui/plain-button'

export default function NotFound() {
  return (
    <MessagePage title="There is nothing here" actions={<PlainLink href="/">Go to your workspace</PlainLink>}>
      The address has a mistake, what it led to was deleted, or you have no access to it.
    </MessagePage>
  )
}
