-- What the worker has filed: ids, and nothing of a document. The user of the worker needs INSERT and SELECT.
CREATE TABLE IF NOT EXISTS deliveries (
    job_id uuid PRIMARY KEY,
    encounter_id uuid NOT NULL,
    step text NOT NULL,
    -- When the delivery began. The row is there when it has ended.
    delivered_at timestamptz NOT NULL DEFAULT now()
);

-- For the deletion of old rows: those of jobs that no broker hands out any more.
CREATE INDEX IF NOT EXISTS deliveries_by_time ON deliveries (delivered_at);
