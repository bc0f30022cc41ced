// From the AWS integration. The buckets carry env and service as tags, and one filter of request metrics for the whole bucket: a second one counts its
// requests twice (docs/how-to/bootstrap-argocd.md).
{
  'aws.s3.all_requests': { type: 'count', unit: 'request', tags: ['bucketname'], meaning: 'requests to a bucket' },
  'aws.s3.5xx_errors': { type: 'count', unit: 'request', tags: ['bucketname'], meaning: 'requests that S3 answered with a 5xx' },
  'aws.s3.4xx_errors': { type: 'count', unit: 'request', tags: ['bucketname'], meaning: 'requests that S3 answered with a 4xx' },
  'aws.s3.bucket_size_bytes': { type: 'gauge', unit: 'byte', tags: ['bucketname'], meaning: 'size of a bucket, once a day' },
}
