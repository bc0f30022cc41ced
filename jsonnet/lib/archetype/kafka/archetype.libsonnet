{ title: 'Kafka', meaning: 'a Kafka cluster' }
