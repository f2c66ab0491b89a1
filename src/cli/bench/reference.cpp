// The workload "lb1" as the simulator understands it, once more in C++ with a std::priority_queue: same random streams, same times, same order of events, so the
// same results bit for bit. It is what `nsp bench` compares speed and results with. Build: g++ -O2 -std=c++17 -ffp-contract=off.
// Usage: reference SEED SERVERS DURATION_MS RUNS RECORD; one line of JSON a run.
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <queue>
#include <vector>

// Times in milliseconds; the same numbers stand in lb1.ts.
constexpr double RATE_PER_SERVER_S = 80, WORK_MS = 10, HOP_MS = 0.3, REFUSED_MS = 0.5, SERVER_TIMEOUT_MS = 100, CLIENT_TIMEOUT_MS = 1000;
constexpr double DROP_AFTER_MS = 100, CHECK_MS = 2000, CRASH_MS = 500000, RECOVER_MS = 560000;
constexpr int RETRIES = 1, FALL = 2, RISE = 2, CRASHED_SERVER = 3;

// xoshiro128**, seeded as streams.ts does.
struct Stream {
  uint32_t s[4];
  static uint32_t mix(uint32_t h) { uint32_t t = h ^ (h >> 16); t *= 0x21f0aaadu; t ^= t >> 15; t *= 0x735a2d97u; return t ^ (t >> 15); }
  Stream(uint32_t seed, uint32_t stream) {
    uint32_t h = mix(seed * 0x9e3779b1u + mix(stream + 1));
    for (auto &word : s) { h += 0x9e3779b9u; word = mix(h); }
  }
  static uint32_t rotate(uint32_t x, int k) { return (x << k) | (x >> (32 - k)); }
  uint32_t bits() {
    uint32_t r = rotate(s[1] * 5u, 7) * 9u, t = s[1] << 9;
    s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = rotate(s[3], 11);
    return r;
  }
  double uniform() { double high = bits() >> 6, low = bits() >> 6; return (high * 67108864.0 + low + 0.5) * 2.220446049250313e-16; }
  double exponential();
};

// ln.ts, operation by operation.
static double ln(double x) {
  static const double POWER[33] = {0x1p0, 0x1p1, 0x1p2, 0x1p3, 0x1p4, 0x1p5, 0x1p6, 0x1p7, 0x1p8, 0x1p9, 0x1p10, 0x1p11, 0x1p12, 0x1p13, 0x1p14, 0x1p15, 0x1p16,
    0x1p17, 0x1p18, 0x1p19, 0x1p20, 0x1p21, 0x1p22, 0x1p23, 0x1p24, 0x1p25, 0x1p26, 0x1p27, 0x1p28, 0x1p29, 0x1p30, 0x1p31, 0x1p32};
  if (x == 1) return 0;
  double f = x;
  int k = 0;
  uint32_t high = (uint32_t)(f * 4294967296.0);
  if (high == 0) { f *= 4294967296.0; k = -32; high = (uint32_t)(f * 4294967296.0); }
  int zeros = __builtin_clz(high) + 1;
  f *= POWER[zeros];
  k -= zeros;
  if (f > 1.4142135623730951) { f *= 0.5; k++; }
  f -= 1;
  double s = f / (2 + f), z = s * s, w = z * z;
  double even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  double odd = z * (6.666666666666735130e-1 + w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  double half = 0.5 * f * f;
  return k * 6.93147180369123816490e-1 - ((half - (s * (half + even + odd) + k * 1.90821492927058770002e-10)) - f);
}
double Stream::exponential() { return -ln(uniform()); }

// Two 32-bit words, mixed with one word after another: fingerprint.ts.
struct Fingerprint {
  uint32_t w[2] = {0x9e3779b9u, 0x7f4a7c15u};
  void word(uint32_t value) {
    uint32_t a = Stream::rotate(value * 0xcc9e2d51u, 15) * 0x1b873593u;
    w[0] = Stream::rotate(w[0] ^ a, 13) * 5u + 0xe6546b64u;
    w[1] = Stream::rotate(w[1] ^ ((value ^ w[0]) * 0x85ebca6bu), 17) * 5u + 0x38b34ae5u;
  }
  void number(double value) { uint64_t b; memcpy(&b, &value, 8); word((uint32_t)(b >> 32)); word((uint32_t)b); }
};

enum Kind : uint8_t { USER, DEADLINE, ARRIVE, REFUSED, DONE, TIMEOUT, CHECK, CRASH, RECOVER };
struct Event { double time; uint32_t sequence, a, stamp; Kind kind; };
struct Later { bool operator()(const Event &x, const Event &y) const { return x.time > y.time || (x.time == y.time && x.sequence > y.sequence); } };

// A user's request, and one attempt of it at a server. An event with an old stamp is void. `gone`: HAProxy no longer waits for the attempt.
struct Request { double workMs; uint32_t stamp = 0, row; int32_t avoid, retries; };
struct Attempt { double workMs, sentMs, sinceMs; uint32_t stamp = 0, request; int32_t server; bool gone; };
struct Server { std::deque<uint32_t> queue; uint32_t working = 0; bool busy = false, crashed = false, up = true; int health = RISE; };

// `balance roundrobin` with equal weights: roundrobin.ts. Positions count picks, a window runs from W to 2W.
struct RoundRobin {
  enum List : uint8_t { OUT, FRESH, LATER, DUE };
  struct Entry { int e = 16, due = 0, remainder = 0, last = 0, order = 0; List list = FRESH; };
  std::vector<Entry> s; std::vector<int> aside; int sum = 0, window = 0, position = 0, order = 0;
  explicit RoundRobin(int n) : s(n), aside(n) { for (auto &x : s) { x.order = ++order; sum += x.e; } window = position = sum; }
  void put(int i, List list) { s[i].list = list; s[i].order = ++order; }
  void queue(int i) { if (s[i].due >= 2 * window || s[i].due >= window + sum) { s[i].due -= window; put(i, LATER); } else put(i, DUE); }
  int take() {
    int first = -1, fresh = -1;
    for (int i = 0; i < (int)s.size(); i++) {
      const Entry &x = s[i];
      if (x.list == DUE) {
        if (first < 0 || x.due < s[first].due) first = i;
        else if (x.due == s[first].due) {
          int a = (4096 + x.remainder - x.e) >> 4, b = (4096 + s[first].remainder - s[first].e) >> 4;
          if (a < b || (a == b && x.order < s[first].order)) first = i;
        }
      } else if (x.list == FRESH && (fresh < 0 || x.e > s[fresh].e || (x.e == s[fresh].e && x.order < s[fresh].order))) fresh = i;
    }
    if (first >= 0 && (s[first].due <= position || fresh < 0)) { s[first].list = OUT; return first; }
    if (fresh < 0) return -1;
    s[fresh].list = OUT; s[fresh].due = position; s[fresh].remainder = 0;
    return fresh;
  }
  int pick(int avoid) {
    if (sum == 0) return -1;
    if (window == 0) window = position = sum;
    int asides = 0, avoided = -1, chosen = -1;
    bool switched = false;
    for (;;) {
      int i = take();
      if (i < 0) {
        if (switched) { chosen = avoided; break; }
        switched = true;
        for (auto &x : s) if (x.list == LATER) x.list = FRESH;
        window = position = sum;
        continue;
      }
      Entry &x = s[i];
      x.last = x.due; x.due += sum / x.e; x.remainder += sum % x.e;
      if (x.remainder >= x.e) { x.remainder -= x.e; x.due++; }
      position++;
      if (i != avoid || avoided >= 0) { chosen = i; break; }
      avoided = i;
      aside[asides++] = i;
    }
    if (chosen >= 0) queue(chosen);
    while (asides > 0) { int i = aside[--asides]; if (i == chosen) continue; if (switched) put(i, FRESH); else queue(i); }
    return chosen;
  }
  void setUp(int i, bool up) {
    int now = up ? 16 : 0, old = s[i].e;
    if (now == old) return;
    s[i].list = OUT; sum += now - old; s[i].e = now;
    if (now == 0) return;
    s[i].due = position + (sum + window - position) / now;
    queue(i);
  }
};

// Outcomes: positions in OUTCOMES of history.ts.
constexpr int OK = 0, ERROR_503 = 2, ERROR_502 = 3, ERROR_504 = 4, UNANSWERED = 7;

struct Simulation {
  int n; double durationMs; bool record;
  std::priority_queue<Event, std::vector<Event>, Later> events;
  double now = 0; uint32_t sequence = 0;
  Stream arrivals, service;
  std::vector<Request> requests; std::vector<uint32_t> freeRequests;
  std::vector<Attempt> attempts; std::vector<uint32_t> freeAttempts;
  std::vector<Server> servers; RoundRobin balance;
  uint64_t handled = 0, users = 0, waiting = 0, ok = 0, failed = 0, sent = 0;
  std::vector<double> arrivalMs, endMs, sentMs; std::vector<uint8_t> outcome; std::vector<uint16_t> sentTo;

  Simulation(uint32_t seed, int count, double duration, bool keep)
    : n(count), durationMs(duration), record(keep), arrivals(seed, 0), service(seed, 2), servers(count), balance(count) {}

  void at(double time, Kind kind, uint32_t a, uint32_t stamp) { events.push(Event{time, sequence++, a, stamp, kind}); }

  void scheduleUser() {
    double left = arrivals.exponential(), perMs = RATE_PER_SERVER_S * n / 1000;
    if (left < (durationMs - now) * perMs) at(now + left / perMs, USER, 0, 0);
  }
  void userArrives() {
    scheduleUser();
    uint32_t r;
    if (freeRequests.empty()) { r = requests.size(); requests.emplace_back(); } else { r = freeRequests.back(); freeRequests.pop_back(); }
    Request &q = requests[r];
    q.workMs = WORK_MS * service.exponential();
    q.row = users++; q.avoid = -1; q.retries = RETRIES;
    waiting++;
    if (record) { arrivalMs.push_back(now); endMs.push_back(now); outcome.push_back(UNANSWERED); }
    at(now + CLIENT_TIMEOUT_MS, DEADLINE, r, q.stamp);
    assign(r);
  }
  void endRequest(uint32_t r, int how) {
    Request &q = requests[r];
    q.stamp++; waiting--;
    if (how == OK) ok++; else failed++;
    if (record) { endMs[q.row] = now; outcome[q.row] = how; }
    freeRequests.push_back(r);
  }
  void assign(uint32_t r) {
    int s = balance.pick(requests[r].avoid);
    if (s < 0) return endRequest(r, ERROR_503);
    uint32_t t;
    if (freeAttempts.empty()) { t = attempts.size(); attempts.emplace_back(); } else { t = freeAttempts.back(); freeAttempts.pop_back(); }
    Attempt &x = attempts[t];
    x.request = r; x.server = s; x.workMs = requests[r].workMs; x.sentMs = now; x.gone = false;
    at(now + HOP_MS, ARRIVE, t, x.stamp);
  }
  void endAttempt(uint32_t t) { attempts[t].stamp++; freeAttempts.push_back(t); }
  // Another try, elsewhere; else the error for the user.
  void attemptFailed(uint32_t r, int server, bool repeatable, int error) {
    Request &q = requests[r];
    if (!repeatable || q.retries == 0) return endRequest(r, error);
    q.retries--; q.avoid = server;
    assign(r);
  }
  void arrive(uint32_t t) {
    Attempt &x = attempts[t];
    Server &s = servers[x.server];
    if (s.crashed) return at(now + (REFUSED_MS - HOP_MS), REFUSED, t, x.stamp);
    sent++;
    if (record) { sentMs.push_back(x.sentMs); sentTo.push_back(x.server); }
    at(now + SERVER_TIMEOUT_MS, TIMEOUT, t, x.stamp);
    if (!s.busy) return begin(t);
    x.sinceMs = now;
    s.queue.push_back(t);
  }
  void begin(uint32_t t) {
    Attempt &x = attempts[t];
    servers[x.server].busy = true; servers[x.server].working = t;
    at(now + x.workMs, DONE, t, x.stamp);
  }
  void done(uint32_t t) {
    Attempt x = attempts[t];
    Server &s = servers[x.server];
    s.busy = false;
    endAttempt(t);
    if (!x.gone) endRequest(x.request, OK);
    while (!s.busy && !s.queue.empty()) {
      uint32_t next = s.queue.front();
      s.queue.pop_front();
      if (now - attempts[next].sinceMs > DROP_AFTER_MS) drop(next); else begin(next);
    }
  }
  // The application answers 503 without work; nobody waits for it unless the timeout is due at this very moment.
  void drop(uint32_t t) {
    Attempt x = attempts[t];
    endAttempt(t);
    if (!x.gone) attemptFailed(x.request, x.server, false, ERROR_503);
  }
  void timedOut(uint32_t t) {
    Attempt &x = attempts[t];
    x.gone = true;
    attemptFailed(x.request, x.server, true, ERROR_504);
  }
  void refused(uint32_t t) {
    Attempt x = attempts[t];
    endAttempt(t);
    attemptFailed(x.request, x.server, true, ERROR_503);
  }
  void check(int i) {
    Server &s = servers[i];
    if (!s.crashed) {
      if (s.health < RISE + FALL - 1) s.health++;
      if (s.health >= RISE) s.health = RISE + FALL - 1;
      if (!s.up && s.health >= RISE) { s.up = true; balance.setUp(i, true); }
    } else if (s.health > RISE) s.health--;
    else {
      s.health = 0;
      if (s.up) { s.up = false; balance.setUp(i, false); }
    }
    at(now + CHECK_MS, CHECK, i, 0);
  }
  void crash() {
    Server &s = servers[CRASHED_SERVER];
    s.crashed = true;
    std::deque<uint32_t> all = std::move(s.queue);
    s.queue.clear();
    if (s.busy) all.push_front(s.working);
    s.busy = false;
    for (uint32_t t : all) {
      Attempt x = attempts[t];
      endAttempt(t);
      if (!x.gone) attemptFailed(x.request, x.server, false, ERROR_502);
    }
  }
  bool next(double until) {
    if (events.empty() || events.top().time > until) return false;
    Event e = events.top();
    events.pop();
    now = e.time; handled++;
    switch (e.kind) {
      case USER: userArrives(); break;
      case DEADLINE: if (requests[e.a].stamp == e.stamp) { fprintf(stderr, "A user gave up, which lb1 does not foresee.\n"); exit(1); } break;
      case ARRIVE: if (attempts[e.a].stamp == e.stamp) arrive(e.a); break;
      case REFUSED: if (attempts[e.a].stamp == e.stamp) refused(e.a); break;
      case DONE: if (attempts[e.a].stamp == e.stamp) done(e.a); break;
      case TIMEOUT: if (attempts[e.a].stamp == e.stamp) timedOut(e.a); break;
      case CHECK: check(e.a); break;
      case CRASH: crash(); break;
      case RECOVER: servers[CRASHED_SERVER].crashed = false; break;
    }
    return true;
  }
  void run() {
    at(CRASH_MS, CRASH, 0, 0);
    at(RECOVER_MS, RECOVER, 0, 0);
    for (int i = 0; i < n; i++) at(i * CHECK_MS / n, CHECK, i, 0);
    scheduleUser();
    while (next(durationMs)) {}
    while (waiting > 0 && next(INFINITY)) {}
  }
  void fingerprint(char *text) const {
    Fingerprint f;
    for (double value : {(double)users, (double)ok, (double)failed, (double)sent}) f.number(value);
    for (size_t i = 0; i < arrivalMs.size(); i++) { f.number(arrivalMs[i]); f.number(endMs[i]); f.word(outcome[i]); }
    for (size_t i = 0; i < sentMs.size(); i++) { f.number(sentMs[i]); f.word(sentTo[i]); }
    snprintf(text, 17, "%08x%08x", f.w[0], f.w[1]);
  }
};

int main(int count, char **values) {
  if (count != 6) { fprintf(stderr, "Usage: reference SEED SERVERS DURATION_MS RUNS RECORD\n"); return 2; }
  for (int run = 0; run < atoi(values[4]); run++) {
    auto begin = std::chrono::steady_clock::now();
    Simulation simulation(strtoul(values[1], nullptr, 10), atoi(values[2]), atof(values[3]), atoi(values[5]) == 1);
    simulation.run();
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    char text[17];
    simulation.fingerprint(text);
    printf("{\"seconds\":%.6f,\"events\":%llu,\"requests\":%llu,\"ok\":%llu,\"failed\":%llu,\"attempts\":%llu,\"fingerprint\":\"%s\"}\n", seconds,
      (unsigned long long)simulation.handled, (unsigned long long)simulation.users, (unsigned long long)simulation.ok, (unsigned long long)simulation.failed,
      (unsigned long long)simulation.sent, text);
    fflush(stdout);
  }
}
