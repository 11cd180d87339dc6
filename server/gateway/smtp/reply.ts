/** What an SMTP server answers; the code says whether the sender's server tries again (4xx) or gives up (5xx). */
export class SmtpReply extends Error {
  readonly responseCode: number

  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}

export function tryAgain(): SmtpReply {
  return new SmtpReply(451, 'This can not be accepted right now. Send it again in a moment.')
}
