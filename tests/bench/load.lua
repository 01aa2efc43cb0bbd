-- wrk's part: the same request again and again, or one prepared submission after another.
-- Arguments: cookie file (one line), then perhaps a file of submissions ("cookie<TAB>body" a line).
local threads = 0
local sent = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  wrk.headers["Cookie"] = args[1]
  if args[2] then
    prepared = {}
    local line_number = 0
    for line in io.lines(args[2]) do
      if line_number % 2 == number then
        prepared[#prepared + 1] = line
      end
      line_number = line_number + 1
    end
  end
end

function request()
  if not prepared then
    return wrk.format("GET")
  end
  sent = sent + 1
  local line = prepared[sent]
  if not line then
    wrk.thread:stop()
    line = prepared[#prepared]
  end
  local tab = line:find("\t")
  wrk.headers["Cookie"] = line:sub(1, tab - 1)
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  return wrk.format("POST", nil, nil, line:sub(tab + 1))
end

function done(summary, latency, requests)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read
    + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(95), wrong))
end
