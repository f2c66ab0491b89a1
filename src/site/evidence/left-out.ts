/** What the simulator leaves out, a sentence each. */
export const LEFT_OUT: readonly string[] = [
  'TCP below the connection: slow start, congestion, lost segments within a connection. A hop takes 0.3 ms; only its absence or refusal is simulated.',
  'The size of messages, and the bandwidth of links.',
  'Processors: an application has workers, and a request takes as long as was drawn for it; there is no scheduler, no memory, no garbage collection.',
  'Disks: a commit costs what the scenario says, and no flush is slower than another.',
  'TLS handshakes, keep-alive pools and HTTP/2 streams. HAProxy balances kept-alive requests one by one, as it was recorded to do.',
  'Several threads of HAProxy and several worker processes of nginx without a shared zone, whose order of accepting is chance.',
  'The code of your application: it works, asks the database, and answers; what it does wrong is a fault that the scenario names.',
  'SQL: queries read or write, and have a length. Locks, deadlocks and query plans do not exist.',
];
