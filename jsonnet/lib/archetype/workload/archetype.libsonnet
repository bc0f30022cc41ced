{ title: 'Workload', meaning: 'runs as pods in our clusters' }
