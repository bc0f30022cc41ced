function(ctx) {
  local seen_by_clients = { of_service: false, where: { store: ctx.service.name } },
  // The services whose tag the clients' metrics carry; a dashboard must not filter them out.
  carriers:: ctx.clients,
  uploads: ctx.signal.count({ title: 'Uploads', metric: 'object_store.uploads.total', by: ['service'] } + seen_by_clients),
  failures: ctx.signal.ratio({ title: 'Failed uploads', bad: 'object_store.uploads.failed', of: 'object_store.uploads.total' } + seen_by_clients),
  latency: ctx.signal.percentile({ title: 'Upload latency', metric: 'object_store.uploads.duration', percentile: 95 } + seen_by_clients),
  server_errors: ctx.signal.ratio({ title: 'S3 requests with a 5xx response', bad: 'aws.s3.5xx_errors', of: 'aws.s3.all_requests', by: ['bucketname'] }),
  client_errors: ctx.signal.ratio({ title: 'S3 requests with a 4xx response', bad: 'aws.s3.4xx_errors', of: 'aws.s3.all_requests', by: ['bucketname'] }),
  server_error_count: ctx.signal.count({ title: 'S3 5xx responses', metric: 'aws.s3.5xx_errors', by: ['bucketname'] }),
  client_error_count: ctx.signal.count({ title: 'S3 4xx responses', metric: 'aws.s3.4xx_errors', by: ['bucketname'] }),
  size: ctx.signal.gauge({ title: 'Size of the buckets', metric: 'aws.s3.bucket_size_bytes', space_aggregation: 'max', by: ['bucketname'] }),
}
