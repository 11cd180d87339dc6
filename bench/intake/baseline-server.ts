import { randomUUID } from 'node:crypto'
import express from 'express'
import postgres from 'postgres'
import { stopInOrder } from '@/server/lifecycle'

/** What a webhook costs at its barest the usual way: Express, and a transaction for each call. It knows no flows, no limits and no tenants. */
const sql = postgres(process.env.DATABASE_URL ?? '', { max: 20 })
const app = express()
app.use(express.json())
app.post('/hooks/:token', async (request, response) => {
  const id = randomUUID()
  await sql`insert into bench_hook (id, status, input) values (${id}, 'queued', ${sql.json(request.body)})`
  response.status(202).json({ id })
})
const server = app.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'))
stopInOrder(async () => {
  server.closeAllConnections()
  server.close()
  await sql.end()
})
