// Metadata of the Kubernetes objects that this repository renders for the agent.
{
  // Of an object outside namespaces.
  of(ctx, name):: {
    name: name,
    labels: {
      'app.kubernetes.io/part-of': ctx.policy.platform.managed_by,
      'tags.datadoghq.com/env': ctx.env,
      team: ctx.services['datadog-agent'].team,
    },
  },

  // Of an object in the agent's namespace.
  in_namespace(ctx, name):: self.of(ctx, name) + { namespace: ctx.policy.platform.agent_namespace },
}
