{ title: 'Worker', meaning: 'takes jobs from queues or topics and finishes them' }
