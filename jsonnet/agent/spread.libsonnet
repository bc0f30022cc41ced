// Replicas on different nodes where there are enough, and in different zones.
function(labels) [
  {
    maxSkew: 1,
    topologyKey: key,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: labels },
  }
  for key in ['kubernetes.io/hostname', 'topology.kubernetes.io/zone']
]
