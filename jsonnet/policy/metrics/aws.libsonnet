// From the AWS integration; S3 request metrics must be enabled on the buckets, which carry env and service as tags.
{
  'aws.s3.all_requests': { type: 'count', unit: 'request', tags: ['bucketname'], meaning: 'requests to a bucket' },
  'aws.s3.5xx_errors': { type: 'count', unit: 'request', tags: ['bucketname'], meaning: 'requests that S3 answered with a 5xx' },
  'aws.s3.4xx_errors': { type: 'count', unit: 'request', tags: ['bucketname'], meaning: 'requests that S3 answered with a 4xx' },
  'aws.s3.bucket_size_bytes': { type: 'gauge', unit: 'byte', tags: ['bucketname'], meaning: 'size of a bucket, once a day' },
}
