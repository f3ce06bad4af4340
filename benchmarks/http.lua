-- wrk: walks a file of PAYMENT-SIGNATURE headers, one request each; `cycle` starts it again, otherwise the run ends with it.
-- usage: wrk … -s http.lua URL -- FILE [cycle]; without a file it sends plain requests.
local file, cycle, head

local function pay()
  local line = file:read('*l')
  if not line and cycle then
    file:seek('set')
    line = file:read('*l')
  end
  if not line then
    wrk.thread:stop()
    return wrk.format()
  end
  return head .. line .. '\r\n\r\n'
end

function init(args)
  if not args[1] then return end
  file, cycle = assert(io.open(args[1], 'r')), args[2] == 'cycle'
  head = ('GET %s HTTP/1.1\r\nHost: %s:%s\r\nPAYMENT-SIGNATURE: '):format(wrk.path, wrk.host, wrk.port)
  request = pay -- defined only here: without it wrk sends one prepared request, at no cost of its own
end

-- One line: requests, seconds, answers of 400 and above, socket errors, median and 99th percentile in ms.
function done(summary, latency)
  local e = summary.errors
  io.write(('RESULT %d %.4f %d %d %.3f %.3f\n'):format(summary.requests, summary.duration / 1e6, e.status,
    e.connect + e.read + e.write + e.timeout, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
