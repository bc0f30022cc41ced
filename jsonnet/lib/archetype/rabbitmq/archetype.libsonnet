{ title: 'RabbitMQ', meaning: 'a RabbitMQ cluster' }
