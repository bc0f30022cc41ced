// Names of the Argo CD objects, and the order in which the root application creates them.
{
  project(ctx):: ctx.policy.platform.managed_by,
  bootstrap_project(ctx):: ctx.policy.platform.managed_by + '-bootstrap',
  root(ctx):: ctx.policy.platform.managed_by,

  waves: {
    project: -20,
    config: -10,  // the health scripts, before anything waits for health
    platform: -3,
    operator: -2,
    agent: -1,
    estate: 0,
  },
}
