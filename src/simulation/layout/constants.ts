// Times of the network, the same in every scenario (curriculum, ground rules 0.2 and 0.3).

/** One hop from a load balancer, or from an application to its database, at full speed. */
export const HOP_MS = 0.3;
/** From sending until a closed port has said no. */
export const REFUSED_MS = 0.5;
/** Work of a health page that tells only that the process lives. */
export const HEALTH_PAGE_MS = 2;
/** The kernel repeats an unanswered SYN after this long, then after twice as long, and so on. */
export const SYN_RETRY_MS = 1000;
/** TCP repeats an unconfirmed answer after this long (Linux's shortest), then after twice as long, and so on. */
export const RETRANSMIT_MS = 200;
/** HAProxy waits at most this long before it tries a server again that refused. */
export const TURN_AROUND_MAX_MS = 1000;
