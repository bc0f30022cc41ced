{ title: 'gRPC service', meaning: 'answers calls over gRPC' }
