# The workload "lb1" in SimPy 3, in its usual style: a process for each request, one for each server's checks, resources for workers.
# Statistically the same work as reference.cpp, with Python's own random numbers. Usage: lb1.py SERVERS REQUESTS; one line of JSON.
import json
import random
import sys
import time

import simpy

RATE_PER_SERVER, WORK, HOP, REFUSED, SERVER_TIMEOUT, CLIENT_TIMEOUT = 0.08, 10.0, 0.3, 0.5, 100.0, 1000.0
DROP_AFTER, CHECK, CRASH, RECOVER, TRIES, FALL, RISE = 100.0, 2000.0, 500000.0, 560000.0, 2, 2, 2


class Server:
    def __init__(self, env):
        self.worker = simpy.Resource(env, 1)
        self.crashed = False
        self.closed = env.event()
        self.up = True
        self.streak = 0


def main(count, requests):
    env = simpy.Environment()
    arrivals, service = random.Random(1), random.Random(2)
    servers = [Server(env) for _ in range(count)]
    totals = {'ok': 0, 'failed': 0, 'attempts': 0, 'events': 0}
    turn = [0]
    end = requests / (RATE_PER_SERVER * count)

    def pick(avoid):
        for _ in range(count):
            server = servers[turn[0]]
            turn[0] = (turn[0] + 1) % count
            if server.up and server is not avoid:
                return server
        return avoid

    def work(server, ms, answered):
        since = env.now
        with server.worker.request() as worker:
            yield worker | server.closed
            if not worker.triggered or env.now - since > DROP_AFTER:
                return
            yield env.timeout(ms)
            if not answered.triggered:
                answered.succeed()

    def request():
        ms = service.expovariate(1 / WORK)
        patience = env.timeout(CLIENT_TIMEOUT)
        server = None
        for _ in range(TRIES):
            server = pick(server)
            yield env.timeout(HOP)
            if server.crashed:
                yield env.timeout(REFUSED - HOP)
                continue
            totals['attempts'] += 1
            answered = env.event()
            env.process(work(server, ms, answered))
            closed = server.closed
            yield answered | env.timeout(SERVER_TIMEOUT) | closed | patience
            if answered.triggered:
                totals['ok'] += 1
                return
            if closed.triggered or patience.processed:
                break
        totals['failed'] += 1

    def users():
        while env.now < end:
            yield env.timeout(arrivals.expovariate(RATE_PER_SERVER * count))
            env.process(request())

    def checks(server, first):
        yield env.timeout(first)
        while env.now < end:
            if server.up != server.crashed:
                server.streak = 0
            else:
                server.streak += 1
                if server.streak >= (FALL if server.up else RISE):
                    server.up = not server.up
                    server.streak = 0
            yield env.timeout(CHECK)

    def crash(server):
        yield env.timeout(CRASH)
        server.crashed = True
        server.closed.succeed()
        server.worker = simpy.Resource(env, 1)
        yield env.timeout(RECOVER - CRASH)
        server.crashed = False
        server.closed = env.event()

    env.process(users())
    if end > CRASH and count > 3:
        env.process(crash(servers[3]))
    for number, server in enumerate(servers):
        env.process(checks(server, number * CHECK / count))
    begin = time.perf_counter()
    try:
        while True:
            env.step()
            totals['events'] += 1
    except simpy.core.EmptySchedule:
        pass
    seconds = time.perf_counter() - begin
    print(json.dumps({'seconds': seconds, 'requests': totals['ok'] + totals['failed'], **totals, 'version': simpy.__version__}))


main(int(sys.argv[1]), int(sys.argv[2]))
