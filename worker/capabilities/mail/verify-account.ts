import { serversIn } from '@/connectors/mail/providers'
import type { Credentials } from '@/flow/define/connection'
import { NodeError } from '@/flow/define/node-error'
import { imapClient } from './imap-client'
import { imapFailure } from './imap-failure'
import { accountFields, imapServerOf, type Reach, serverOfAccount } from './servers'
import { submissionFailure } from './submission-failure'
import { smtpTransport } from './submit'

/** Signs in wherever the account says it has a server. */
export async function verifyAccount(credentials: Credentials, reach: Reach, signal: AbortSignal): Promise<{ account: string }> {
  const account = accountFields(credentials)
  const { address } = account
  const { imapHost, smtpHost } = serversIn(account)
  if (imapHost === '' && smtpHost === '') {
    throw new NodeError('mail_account', 'The account has neither an IMAP nor an SMTP server.', {
      retry: false,
      hint: 'Fill in one of them.',
    })
  }
  if (imapHost !== '') await verifyImap(credentials, reach, signal)
  if (smtpHost !== '') await verifySmtp(credentials, reach, signal)
  return { account: address }
}

async function verifyImap(credentials: Credentials, reach: Reach, signal: AbortSignal): Promise<void> {
  const server = await imapServerOf(credentials, reach)
  const client = imapClient(server, { verifyOnly: true })
  client.on('error', () => {}) // said by `connect`
  const stop = () => client.close()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await client.connect()
  } catch (error) {
    signal.throwIfAborted()
    throw imapFailure(error, server.host)
  } finally {
    signal.removeEventListener('abort', stop)
    client.close()
  }
}

async function verifySmtp(credentials: Credentials, reach: Reach, signal: AbortSignal): Promise<void> {
  const server = await serverOfAccount(credentials, reach)
  const transport = smtpTransport(server)
  const stop = () => transport.close()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await transport.verify()
  } catch (error) {
    signal.throwIfAborted()
    throw submissionFailure(error, server.host)
  } finally {
    signal.removeEventListener('abort', stop)
    transport.close()
  }
}
