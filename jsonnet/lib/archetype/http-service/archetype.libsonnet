{ title: 'HTTP service', meaning: 'answers requests over HTTP' }
