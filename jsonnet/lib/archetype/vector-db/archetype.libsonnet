{ title: 'Vector database', meaning: 'answers similarity searches; watched from its clients, since only they know whether a search succeeds' }
