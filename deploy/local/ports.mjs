import net from 'node:net'
import { StartError } from './say.mjs'

export function readPort(text = '3000', variable = 'PORT') {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new StartError(`${variable} is "${text}", which is not a port. Choose a number from 1 to 65535.`)
  return port
}

export async function checkPortFree(port, variable = 'PORT') {
  try {
    await listen(port)
  } catch (error) {
    if (error.code === 'EADDRINUSE')
      throw new StartError(`Port ${port} is taken by another program. Stop that, or choose another port: ${variable}=${port + 1} npm start`)
    if (error.code === 'EACCES')
      throw new StartError(`Port ${port} is not open to this user. Choose one above 1023: ${variable}=${port + 3000} npm start`)
    throw error
  }
}

/** `wanted`, or the first free one after it. */
export async function portFrom(wanted) {
  for (let port = wanted; port < wanted + 100; port++)
    try {
      return await listen(port)
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error
    }
  throw new StartError(`No port from ${wanted} to ${wanted + 99} is free. Choose one for mail: SMTP_PORT=… npm start`)
}

/** A port on loopback that nobody uses now. */
export function freePort() {
  return listen(0, '127.0.0.1')
}

function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      const { port: taken } = server.address()
      server.close(() => resolve(taken))
    })
  })
}
