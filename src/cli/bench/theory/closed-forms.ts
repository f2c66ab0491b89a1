// Closed forms of queueing theory. Rates are per unit of time, S is the mean service time, ρ the load of one server (0 < ρ < 1), a = cρ the offered load.

/** Erlang's C: the chance to wait in M/M/c, from the recursion for Erlang's B. Erlang 1917; Cooper, Introduction to Queueing Theory, 1981. */
export function erlangC(servers: number, load: number): number {
  let blocked = 1;
  for (let k = 1; k <= servers; k++) blocked = (load * blocked) / (k + load * blocked);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/** Mean time in M/M/c: S + C(c, a)·S / (c(1 − ρ)). For c = 1 this is S / (1 − ρ). */
export function meanMMc(servers: number, rho: number, serviceMs: number): number {
  return serviceMs + (erlangC(servers, servers * rho) * serviceMs) / (servers * (1 - rho));
}

/** Chance that the time in M/M/c is longer than t: the sum of an exponential service and, with chance C, an exponential wait of mean S / (c(1 − ρ)). */
export function tailMMc(servers: number, rho: number, serviceMs: number, t: number): number {
  const wait = erlangC(servers, servers * rho);
  const slow = 1 / serviceMs;
  const fast = (servers * (1 - rho)) / serviceMs;
  if (servers === 1) return Math.exp(-fast * t);
  const both = (fast * Math.exp(-slow * t) - slow * Math.exp(-fast * t)) / (fast - slow);
  return (1 - wait) * Math.exp(-slow * t) + wait * both;
}

/** The time that a part p of all requests in M/M/c stays below. */
export function quantileMMc(servers: number, rho: number, serviceMs: number, p: number): number {
  return bisect((t) => tailMMc(servers, rho, serviceMs, t) - (1 - p), 0, 1000 * serviceMs);
}

/** Mean wait in M/G/1 (Pollaczek 1930, Khinchine 1932): λ·E[S²] / (2(1 − ρ)). */
export function waitMG1(rho: number, serviceMs: number, secondMoment: number): number {
  return ((rho / serviceMs) * secondMoment) / (2 * (1 - rho));
}

/** σ of Eₙ/M/1, which one of n servers is that gets every n-th of Poisson arrivals: σ = (nρ / (nρ + 1 − σ))ⁿ. Kleinrock, Queueing Systems I, 1975, section 6.4. */
export function sigmaTurns(servers: number, rho: number): number {
  return bisect((sigma) => sigma - ((servers * rho) / (servers * rho + 1 - sigma)) ** servers, 0, 1 - 1e-9, true);
}

/** Mean time when n servers are taken in turns: S / (1 − σ). Quantiles are those of an exponential with this mean. */
export function meanTurns(servers: number, rho: number, serviceMs: number): number {
  return serviceMs / (1 - sigmaTurns(servers, rho));
}

/** Mean time with the shorter of two random queues, many servers: S·Σ ρ^(2^i − 2). Vvedenskaya, Dobrushin and Karpelevich 1996; Mitzenmacher 1996. */
export function meanTwoChoices(rho: number, serviceMs: number): number {
  let sum = 0;
  for (let i = 1; i <= 30; i++) sum += rho ** (2 ** i - 2);
  return serviceMs * sum;
}

/** Stationary chances of 0 to K requests in M/M/c/K. Cooper 1981. */
export function chancesMMcK(servers: number, rho: number, room: number): number[] {
  const weights = [1];
  for (let k = 1; k <= room; k++) weights.push((weights[k - 1]! * servers * rho) / Math.min(k, servers));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Mean time of those who find room in M/M/c/K, by Little's law. */
export function meanMMcK(servers: number, rho: number, serviceMs: number, room: number): number {
  const chances = chancesMMcK(servers, rho, room);
  const present = chances.reduce((total, chance, k) => total + k * chance, 0);
  return (present * serviceMs) / (servers * rho * (1 - chances[room]!));
}

/** Lost part of M/M/1 whose customers leave the queue after τ: (1 − ρ)ρe / (1 − ρ²e), e = exp(−(1 − ρ)τ / S). Barrer, Operations Research 5, 1957. */
export function lossPatience(rho: number, serviceMs: number, patienceMs: number): number {
  const left = Math.exp((-(1 - rho) * patienceMs) / serviceMs);
  return ((1 - rho) * rho * left) / (1 - rho * rho * left);
}

/** Largest difference of the two queues that is looked at: longer ones have a chance below 1e-14. */
const DIFFERENCE = 40;

/**
 * Mean time when arrivals join the shorter of two M/M/1 queues. No simple form is known (Flatto and McKean 1977): the stationary chances of the
 * queue lengths are iterated until they stand still (Gauss and Seidel), and Little's law gives the time.
 */
export function meanShorterQueue(rho: number, serviceMs: number): number {
  const room = Math.ceil(Math.log(1e-14) / (2 * Math.log(rho))) + 8;
  const width = DIFFERENCE + 2;
  // A row for each length of the shorter queue, a column for each difference; rows and columns at the edges stay 0.
  const chance = new Float64Array((room + 3) * width);
  for (let j = 0; j <= room; j++) chance.fill(1, (j + 1) * width, (j + 1) * width + DIFFERENCE + 1);
  const arrive = 2 * rho;
  for (let sweep = 0, change = 1; sweep < 50_000 && change > 1e-13; sweep++) {
    change = 0;
    let sum = 0;
    for (let j = 0; j <= room; j++) {
      for (let d = 0; d <= DIFFERENCE; d++) {
        const own = (j + 1) * width + d;
        // An arrival at the shorter queue, an arrival at one of two equal ones, an answer from the longer queue, one from the shorter.
        const flow = arrive * chance[own - width + 1]! + (d === 1 ? arrive * chance[own - 1]! : 0) + chance[own + 1]! + (d === 0 ? 0 : chance[own + width - 1]! * (d === 1 ? 2 : 1));
        const value = flow / (arrive + (j + d > 0 ? 1 : 0) + (j > 0 ? 1 : 0));
        change = Math.max(change, Math.abs(value - chance[own]!));
        chance[own] = value;
        sum += value;
      }
    }
    for (let k = 0; k < chance.length; k++) chance[k]! /= sum;
  }
  let present = 0;
  for (let j = 0; j <= room; j++) for (let d = 0; d <= DIFFERENCE; d++) present += (2 * j + d) * chance[(j + 1) * width + d]!;
  return (present * serviceMs) / (2 * rho);
}

/** The chance that at least k of n are up, each with chance p: Σ C(n, i) p^i (1 − p)^(n − i). */
export function atLeast(needed: number, count: number, p: number): number {
  let sum = 0;
  let ways = 1;
  for (let up = 0; up <= count; up++) {
    if (up >= needed) sum += ways * p ** up * (1 - p) ** (count - up);
    ways = (ways * (count - up)) / (up + 1);
  }
  return sum;
}

/** The root of a function between two points; `falling` when it is positive before the root. */
function bisect(f: (x: number) => number, low: number, high: number, rising = false): number {
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (f(middle) > 0 === rising) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
