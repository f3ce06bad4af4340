// How the client programs tell what came of their requests.

/** Sends `count` requests one after another, prints a line of JSON for each and sets the exit code by `expect`. */
export async function report({ count, expect }, send) {
  let good = 0
  for (let i = 0; i < Number(count); i++) {
    const began = performance.now()
    const line = await attempt(send)
    line.ms = Number((performance.now() - began).toFixed(1))
    if (asExpected(line, expect)) good++
    console.log(JSON.stringify(line))
  }
  process.exitCode = good === Number(count) ? 0 : 1
}

async function attempt(send) {
  try {
    const { response, payment, required } = await send()
    return { status: response.status, payment, required, data: parsed(await response.text()) }
  } catch (e) {
    return { error: e.message }
  }
}

function asExpected({ status, payment, error }, expect) {
  if (expect === 'error') return error !== undefined
  return status === Number(expect) && (status !== 200 || payment?.success === true)
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text // not every answer is JSON
  }
}
