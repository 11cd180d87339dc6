import type { MessageTarget } from '@/server/services/approvals/message-target'
import { type Content, mailOf } from '../mail/mail-of'
import { outcomeInWords } from './outcome'
import type { Question } from './question'

const MOST_VALUES = 15

export function askingMail(question: Question, url: string, byLink: boolean): Content {
  const { request, flowName, workspaceName, isTest, deadline, timeZone } = question
  const values = request.fields.filter(({ shown }) => shown !== '').slice(0, MOST_VALUES)
  return mailOf(`${isTest ? '[Test] ' : ''}Approval needed: ${request.question}`, [
    { heading: request.question },
    { words: request.message },
    { words: request.reason && `Why you are asked: ${request.reason}` },
    { values: values.map(({ label, shown }) => [label, shown] as const) },
    { words: request.standing },
    { button: 'Look and decide', url },
    { words: deadline ? `It closes on ${inWords(deadline, timeZone)}.` : '' },
    { small: `${flowName} in ${workspaceName} asks you.${byLink ? ' The link is yours alone: whoever has it decides in your name.' : ''}` },
  ])
}

export function endedMail(question: Question): Content {
  return mailOf(`No decision needed any more: ${question.request.question}`, [
    { heading: question.request.question },
    { words: `${outcomeInWords(question)} There is nothing left for you to do.` },
    { small: `${question.flowName} in ${question.workspaceName}` },
  ])
}

export function questionMail(question: Question, target: Extract<MessageTarget, { about: 'asked-back' }>): Content {
  return mailOf(`A question about: ${question.request.question}`, [
    { heading: `${target.from} has a question before deciding` },
    { words: question.request.question },
    { words: target.question },
    { button: 'Open the approval', url: question.deskUrl },
    { small: `Answer this mail to answer ${target.from}. The decision stays open.` },
  ])
}

function inWords(at: Date, timeZone: string): string {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
  return `${text} (${timeZone.replaceAll('_', ' ')})`
}
