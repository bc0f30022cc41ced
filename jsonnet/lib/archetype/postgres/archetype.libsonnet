{ title: 'PostgreSQL', meaning: 'a PostgreSQL cluster' }
