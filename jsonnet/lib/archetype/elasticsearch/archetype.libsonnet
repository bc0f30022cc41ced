{ title: 'Elasticsearch', meaning: 'an Elasticsearch cluster' }
