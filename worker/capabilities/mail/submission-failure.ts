import { NodeError } from '@/flow/define/node-error'
import { notReached } from './not-reached'

const LATER = 'Try again later, or let the step do so under “If it fails”.'

type Failure = { code: string; responseCode: number; response: string; message: string }

/** What a mail server's refusal means. `begun`: the mail was on its way, so that without an answer it may have arrived. */
export function submissionFailure(error: unknown, host: string, begun = false): NodeError {
  if (error instanceof NodeError) return error
  const { code, responseCode, response, message } = read(error)
  const words = (response || message).replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 300)
  if (code === 'EAUTH') {
    return new NodeError('mail_login', `${host} did not accept the user name and password.`, {
      retry: false,
      brokenAccount: true,
      hint: 'Open the connection and enter them again. Many providers want an app password.',
    })
  }
  if (responseCode >= 500) {
    return new NodeError('mail_refused', `${host} refused the mail: ${words}`, {
      retry: false,
      hint: 'Check the addresses and who it comes from: the server’s words say which it does not take.',
    })
  }
  if (responseCode >= 400) {
    return new NodeError('mail_later', `${host} does not take the mail just now: ${words}`, { retry: true, hint: LATER })
  }
  if (code === 'ETLS' || /CERT|SSL|ALTNAME|SELF_SIGNED|self.signed|certificate/.test(`${code} ${message}`)) {
    return new NodeError('mail_certificate', `No safe connection to ${host}: ${words}`, {
      retry: false,
      hint: 'Check the port and the encryption of the connection.',
    })
  }
  if (begun) {
    return new NodeError('mail_cut_short', `The connection to ${host} broke before it said that it has the mail.`, {
      retry: true,
      unsure: true,
      hint: 'Look whether it arrived before you send it again.',
    })
  }
  return notReached(host, code, words)
}

function read(error: unknown): Failure {
  const about: Partial<Record<keyof Failure, unknown>> = error instanceof Error ? error : {}
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    code: text(about.code),
    responseCode: typeof about.responseCode === 'number' ? about.responseCode : 0,
    response: text(about.response),
    message: text(about.message),
  }
}
