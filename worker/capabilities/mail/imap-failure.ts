import { NodeError } from '@/flow/define/node-error'
import { notReached } from './not-reached'

/** What went wrong with a mailbox. `retry: false`: only a person can mend it. */
export function imapFailure(error: unknown, host: string): NodeError {
  if (error instanceof NodeError) return error
  const about: { authenticationFailed?: unknown; code?: unknown; responseText?: unknown; message?: unknown } =
    error instanceof Error ? error : {}
  const words = String(about.responseText ?? about.message ?? '')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .slice(0, 300)
  if (about.authenticationFailed === true) {
    return new NodeError('mail_login', `${host} did not accept the user name and password.`, {
      retry: false,
      brokenAccount: true,
      hint: 'Open the connection and enter them again. Many providers want an app password.',
    })
  }
  if (/CERT|SSL|ALTNAME|SELF_SIGNED|self.signed|certificate/.test(`${String(about.code)} ${words}`)) {
    return new NodeError('mail_certificate', `No safe connection to ${host}: ${words}`, {
      retry: false,
      hint: 'Check the port and the encryption of the connection.',
    })
  }
  return notReached(host, String(about.code), words)
}
