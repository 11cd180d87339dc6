import type { Capabilities, OutgoingMail } from '@/flow/define/capabilities'
import type { Connection, Credentials } from '@/flow/define/connection'
import { NodeError } from '@/flow/define/node-error'
import { hopsBefore } from '@/server/services/calls/hops'
import type { EgressRules } from '../http/address'
import { everyAddress, type Resolve } from '../http/guarded-agent'
import { compose } from './compose'
import { keepInSandbox } from './sandbox-outbox'
import { serverOfAccount, serverOfUrl } from './servers'
import { submit } from './submit'
import { verifyAccount } from './verify-account'

export type OpenAccount = {
  connection: Connection
  readonly credentials: Credentials
  /** Renews a token that ends soon, where there is one. */
  freshen?(): Promise<void>
}

export type MailTransport = {
  /** The hands of one step: its workspace and files, the account it works with, its abort signal. */
  forStep(step: MailStep): Capabilities['mail']
}

export type MailStep = {
  workspaceId: string
  /** The run that sends, if one does. */
  runId?: string
  files: Capabilities['files']
  account: OpenAccount | null
  signal: AbortSignal
  /** Told before a mail is on its way. */
  leaving?(): void
}

/** `system`: what KAOS itself sends through when a step has no account of its own. */
export function openMail(
  rules: EgressRules,
  system: { url: string | undefined; from: string },
  resolve: Resolve = everyAddress,
): MailTransport {
  const reach = { rules, resolve }
  return {
    forStep({ workspaceId, runId, files, account, signal, leaving }) {
      const send = async (mail: OutgoingMail) => {
        const hops = 1 + (runId === undefined ? 0 : (await hopsBefore(workspaceId, runId)).mails)
        if (account?.connection.sandbox) {
          leaving?.()
          return keepInSandbox(workspaceId, account.connection, mail, hops)
        }
        await account?.freshen?.()
        const server = account ? await serverOfAccount(account.credentials, reach) : serverOfUrl(system)
        const composed = await compose(mail, server.from, hops, files)
        leaving?.()
        return submit(server, composed, signal)
      }
      const verify = async () => {
        if (!account) throw new NodeError('mail_no_account', 'This step has no mail account.', { retry: false })
        if (account.connection.sandbox) return { account: 'Sandbox outbox' }
        await account.freshen?.()
        return verifyAccount(account.credentials, reach, signal)
      }
      return { send, verify }
    },
  }
}
