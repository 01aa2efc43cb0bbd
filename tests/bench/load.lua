-- wrk's part: the same request again and again, or one prepared submission after another.
-- Arguments: cookie file (one line), then perhaps a file of submissions ("cookie<TAB>body" a line).
local threads = {}
local sent = 0
local seen = {}
places = 0  -- to which an answer led, each once: the references that were given out

function setup(thread)
  thread:set("number", #threads)
  threads[#threads + 1] = thread
end

function init(args)
  wrk.headers["Cookie"] = args[1]
  if args[2] then
    response = note_place
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

function note_place(status, headers)
  local place = headers["Location"]
  if status == 303 and place and place:find("/receipt$") and not seen[place] then
    seen[place] = true
    places = places + 1
  end
end

function done(summary, latency, requests)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read
    + summary.errors.write + summary.errors.timeout
  local given = 0
  for _, thread in ipairs(threads) do
    given = given + thread:get("places")
  end
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(95), wrong, given))
end
