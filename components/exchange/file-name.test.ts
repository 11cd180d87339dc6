import { expect, test } from 'vitest'
import { fileNameOf } from './file-name'

test.each([
  ['Invoices to bills', 'Invoices-to-bills.kaos.json'],
  ['Überweisungen / März', 'Überweisungen-März.kaos.json'],
  ['../../etc/passwd', 'etc-passwd.kaos.json'],
  ['\u202egnp.exe', 'gnp-exe.kaos.json'],
  ['🎉🎉', 'flow.kaos.json'],
  ['x'.repeat(10_000), `${'x'.repeat(60)}.kaos.json`],
])('%s', (name, file) => expect(fileNameOf(name)).toBe(file))
