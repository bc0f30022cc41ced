{ title: 'Redis', meaning: 'a Redis cache' }
