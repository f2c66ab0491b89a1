/** Places of a model by name: applications, load balancers and nodes may share a name, so each kind has its own table. */
export interface Places { loadBalancer: Map<string, number>; application: Map<string, number>; node: Map<string, number> }
