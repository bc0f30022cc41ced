// Names of the Argo CD objects, and the order in which the roots create them.
{
  project(ctx):: ctx.policy.platform.managed_by,
  estate_project(ctx):: ctx.policy.platform.managed_by + '-estate',
  bootstrap_project(ctx):: ctx.policy.platform.managed_by + '-bootstrap',
  root(ctx):: ctx.policy.platform.managed_by,
  environment_root(ctx, env):: ctx.policy.platform.managed_by + '-' + env,

  waves: {
    // Of the shared root.
    project: -20,
    config: -10,  // the health scripts, before anything waits for health
    environments: 0,  // last: a sync does not wait for the health of its last wave
    // Of an environment's root.
    platform: -3,
    operator: -2,
    agent: -1,
    estate: 0,
  },
}
