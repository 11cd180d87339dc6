import { NodeError } from '@/flow/define/node-error'

/** The request never left: another attempt repeats nothing. */
const NOT_SENT: Record<string, string> = {
  ENOTFOUND: 'No server has this name',
  EAI_AGAIN: 'The name could not be looked up just now',
  ECONNREFUSED: 'The server refuses connections',
  EHOSTUNREACH: 'The server can’t be reached',
  ENETUNREACH: 'The server can’t be reached',
  UND_ERR_CONNECT_TIMEOUT: 'The server did not accept the connection in time',
}

const NOT_REACHED = 'Check the address. If it is right, the service is down or not reachable from here: try again later.'

/** It may have arrived. */
const CUT_SHORT: Record<string, string> = {
  UND_ERR_HEADERS_TIMEOUT: 'The service did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'The service stopped in the middle of its answer',
}

export function transportFailure(error: unknown, host: string): NodeError {
  if (error instanceof NodeError) return error
  const code = codeOf(error)
  const notSent = NOT_SENT[code]
  if (notSent !== undefined) return new NodeError('http_unreachable', `${notSent}: ${host}.`, { retry: true, hint: NOT_REACHED })
  if (/CERT|TLS|SSL|ALTNAME|SELF_SIGNED/.test(code)) {
    return new NodeError('http_certificate', `The certificate of ${host} can’t be trusted (${code}).`, {
      retry: false,
      hint: 'Check the address. If it is right, whoever runs the service has to renew its certificate.',
    })
  }
  if (code.startsWith('UND_ERR_INVALID') || code === 'ERR_INVALID_CHAR') {
    return new NodeError('http_invalid', 'The request can’t be sent: a method, header or address has characters that are not allowed.', {
      retry: false,
      hint: 'Look for line breaks and unusual letters in what is mapped into them.',
    })
  }
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_FORMAT')) {
    return new NodeError('http_garbled', 'The answer says it is compressed, but can’t be unpacked.', {
      retry: false,
      unsure: true,
      hint: 'Try again later. If it stays so, whoever runs the service has to mend it.',
    })
  }
  return new NodeError('http_cut_short', `${CUT_SHORT[code] ?? 'The connection broke before the answer was complete'}: ${host}.`, {
    retry: true,
    unsure: true,
    hint: 'If the step changes something there, look whether it was done before you run it again.',
  })
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}
